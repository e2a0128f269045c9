#include "report/feed.hpp"

#include "report/xml.hpp"

namespace pacte::report {
namespace {

std::string author(std::string_view name) {
  return fmt::format("<author>{}</author>", xml_element("name", name));
}

std::string optional_element(std::string_view name, std::string_view text) {
  return text.empty() ? std::string{} : xml_element(name, text);
}

std::string entry_element(FeedEntry const& entry) {
  std::string out = "<entry>";
  out += xml_element("id", entry.id) + xml_element("title", entry.title);
  out += xml_element("updated", to_iso(entry.updated));
  if (entry.published) out += xml_element("published", to_iso(*entry.published));
  if (!entry.author.empty()) out += author(entry.author);
  out +=
      fmt::format(R"(<link rel="alternate" type="text/html" href="{}"/>)", xml_escaped(entry.link));
  for (auto const& category : entry.categories) {
    out += fmt::format(R"(<category term="{}"/>)", xml_escaped(category));
  }
  out += optional_element("summary", entry.summary);
  if (!entry.content_html.empty()) {
    out += fmt::format(R"(<content type="html">{}</content>)", xml_escaped(entry.content_html));
  }
  return out + "</entry>\n";
}

}  // namespace

std::string atom(Feed const& feed) {
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  out += fmt::format("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
                     xml_escaped(feed.language));
  out += xml_element("id", feed.id) + xml_element("title", feed.title);
  out += optional_element("subtitle", feed.subtitle);
  out += xml_element("updated", to_iso(feed.updated)) + author(feed.author);
  out += fmt::format(R"(<link rel="self" type="application/atom+xml" href="{}"/>)",
                     xml_escaped(feed.self));
  out += fmt::format("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
                     xml_escaped(feed.alternate));
  for (auto const& entry : feed.entries)
    out += entry_element(entry);
  return out + "</feed>\n";
}

}  // namespace pacte::report
