// Public answers kept ready to send, for as long as the data they were made from does not change.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/request.hpp"

namespace pacte::web {

/// A number that changes whenever something that pages show was changed. Asked once a request.
using Revision = std::function<std::int64_t()>;

/// The answers asked for lately, all of one revision of the data: those of an earlier one are
/// forgotten as soon as a later one is seen. Used by all threads at once.
class PageMemory {
 public:
  /// `most_bytes`: of all the answers together; 0 keeps nothing.
  explicit PageMemory(std::size_t most_bytes) : most_bytes_{most_bytes} {}

  [[nodiscard]] std::shared_ptr<Response const> find(std::string_view key, std::int64_t revision);

  /// `revision` was read before the answer was made. What takes more than an eighth of the memory
  /// is not kept.
  void keep(std::string key, std::int64_t revision, Response const& response);

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<Response const> response;
    std::size_t bytes = 0;
  };

  void turn_to(std::int64_t revision);
  void drop_oldest();

  std::size_t most_bytes_;
  std::mutex mutex_;
  std::int64_t revision_ = 0;
  std::size_t bytes_ = 0;
  std::list<Kept> by_use_;  // the latest used first
  std::unordered_map<std::string_view, std::list<Kept>::iterator> by_key_;
};

}  // namespace pacte::web
