// On the home page: one figure on which documents do not agree, each value with its source.
#pragma once

#include <memory>
#include <mutex>

#include "store/session.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::indicator {

/// {{>CONTRADICTION}} of the home page: the disagreement with most different values from most
/// documents. Nothing when there is none. Chosen again only once something was written.
class Contradiction {
 public:
  Contradiction();
  ~Contradiction();
  void fill(store::Session& session, web::Request const& request, web::View& home);

 private:
  struct Found;
  std::shared_ptr<Found const> get(store::Session& session);
  std::mutex mutex_;
  std::int64_t revision_ = -1;
  std::shared_ptr<Found const> found_;
};

}  // namespace pacte::indicator
