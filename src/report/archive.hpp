// A ZIP archive made while it is sent: however large, a few hundred kilobytes of memory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace pacte::report {

struct Entry {
  std::string name;  // relative path with slashes, UTF-8
  // Gives the content part by part: replaces `part` and returns true; false when all was given.
  std::function<bool(std::string& part)> content;
};

/// An entry whose content is at hand.
Entry text_entry(std::string name, std::string text);

class ZipStream {
 public:
  /// Every entry bears the time `made`: the same contents make the same bytes, in one time zone (a
  /// ZIP holds local times). Throws std::invalid_argument for a name that is empty, absolute,
  /// repeated, not UTF-8, or that climbs out of the archive.
  ZipStream(std::vector<Entry> entries, Instant made);
  ~ZipStream();
  ZipStream(ZipStream&&) noexcept;
  ZipStream& operator=(ZipStream&&) noexcept;
  ZipStream(ZipStream const&) = delete;
  ZipStream& operator=(ZipStream const&) = delete;

  /// Replaces `part` with the next bytes, about 64 KiB; false when the archive is complete. What an
  /// entry's content throws passes through, and the archive is then of no use.
  bool next(std::string& part);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pacte::report
