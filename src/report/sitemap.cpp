#include "report/sitemap.hpp"

#include <stdexcept>

#include "report/xml.hpp"

namespace pacte::report {
namespace {

constexpr std::size_t most_urls = 50'000;
constexpr std::size_t most_bytes = 50'000'000;
constexpr std::size_t frame_bytes = 1'000;  // more than what surrounds the addresses

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view name_spaces = R"( xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" )"
                                         R"(xmlns:xhtml="http://www.w3.org/1999/xhtml")";

std::string element(std::string_view name, SitemapUrl const& url) {
  auto out = fmt::format("<{}>{}", name, xml_element("loc", url.location));
  if (!url.last_modified.empty()) out += xml_element("lastmod", url.last_modified);
  for (auto const& [language, address] : url.alternates) {
    out += fmt::format(R"(<xhtml:link rel="alternate" hreflang="{}" href="{}"/>)",
                       xml_escaped(language), xml_escaped(address));
  }
  return out + fmt::format("</{}>\n", name);
}

std::string framed(std::string_view name, std::string_view content) {
  return fmt::format("{}<{}{}>\n{}</{}>\n", declaration, name, name_spaces, content, name);
}

}  // namespace

bool SitemapWriter::add(SitemapUrl const& url) {
  auto const added = element("url", url);
  if (size_ == most_urls || urls_.size() + added.size() + frame_bytes > most_bytes) return false;
  urls_ += added;
  ++size_;
  return true;
}

std::string SitemapWriter::finish() {
  size_ = 0;
  return framed("urlset", std::exchange(urls_, {}));
}

std::string sitemap_index(std::span<SitemapUrl const> files) {
  if (files.size() > most_urls)
    throw std::length_error("a sitemap index holds at most 50,000 files");
  std::string content;
  for (auto const& file : files)
    content += element("sitemap", file);
  return framed("sitemapindex", content);
}

}  // namespace pacte::report
