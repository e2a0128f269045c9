// Site maps for search engines (sitemaps.org, protocol 0.9).
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pacte::report {

struct SitemapUrl {
  std::string location;       // absolute
  std::string last_modified;  // W3C date such as 2026-03-01, or empty
  std::vector<std::pair<std::string, std::string>> alternates{};  // language, absolute address
};

/// One file of at most 50,000 addresses and 50 MB.
class SitemapWriter {
 public:
  /// False, and nothing added, when the file is full: end it and begin another one.
  bool add(SitemapUrl const& url);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The whole file; the writer is then empty.
  std::string finish();

 private:
  std::string urls_;
  std::size_t size_ = 0;
};

/// The index of several files; throws std::length_error above 50,000.
std::string sitemap_index(std::span<SitemapUrl const> files);

}  // namespace pacte::report
