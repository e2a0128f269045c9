#include "report/feed.hpp"

#include <gmock/gmock.h>

#include "report/sitemap.hpp"
#include "report/xml.hpp"

namespace pacte::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

TEST(Xml, escapesMarkupAndLeavesOutWhatIsForbidden) {
  EXPECT_EQ(xml_escaped("<a href=\"x\">l’été & 'nous'</a>"),
            "&lt;a href=&quot;x&quot;&gt;l’été &amp; 'nous'&lt;/a&gt;");
  EXPECT_EQ(xml_escaped("a\x01\x08\x0B\x1F"
                        "b\t\n"),
            "ab\t\n");
  EXPECT_EQ(xml_escaped(std::string_view{"a\0b", 3}), "ab");
  EXPECT_EQ(xml_escaped("a\r\n"), "a&#13;\n");
  EXPECT_EQ(xml_escaped("a\xEF\xBF\xBE\xEF\xBF\xBF"
                        "b"),
            "ab");                                       // U+FFFE, U+FFFF
  EXPECT_EQ(xml_escaped("a\xED\xA0\x80\xFF\xC3"), "a");  // a surrogate, broken bytes
  EXPECT_EQ(xml_escaped("🌱"), "🌱");
  EXPECT_EQ(xml_element("title", "A & B"), "<title>A &amp; B</title>");
}

Feed feed() {
  return {.id = "https://exemple.fr/flux",
          .title = "Actions & aides",
          .subtitle = "",
          .self = "https://exemple.fr/flux?a=1&b=2",
          .alternate = "https://exemple.fr/actions",
          .author = "Région",
          .updated = noon,
          .entries = {{.id = "https://exemple.fr/a/1",
                       .title = "Un <titre>",
                       .link = "https://exemple.fr/a/1",
                       .updated = noon,
                       .published = noon - std::chrono::hours{1},
                       .summary = "Résumé\x02",
                       .content_html = "<p>Texte</p>",
                       .author = "Service",
                       .categories = {"eau"}}}};
}

TEST(Feed, isAnAtomFeed) {
  auto const text = atom(feed());
  EXPECT_TRUE(text.starts_with(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""));
  for (auto const* part :
       {"<id>https://exemple.fr/flux</id>", "<title>Actions &amp; aides</title>",
        "<updated>2026-03-01T12:00:00.000Z</updated>", "<author><name>Région</name></author>",
        "<link rel=\"self\" type=\"application/atom+xml\" "
        "href=\"https://exemple.fr/flux?a=1&amp;b=2\"/>",
        "<published>2026-03-01T11:00:00.000Z</published>", "<title>Un &lt;titre&gt;</title>",
        "<summary>Résumé</summary>", "<content type=\"html\">&lt;p&gt;Texte&lt;/p&gt;</content>",
        "<category term=\"eau\"/>", "<author><name>Service</name></author>", "xml:lang=\"fr\""}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_TRUE(text.ends_with("</entry>\n</feed>\n"));
}

TEST(Feed, leavesOutWhatIsEmpty) {
  auto bare = feed();
  bare.entries[0] = {.id = "x",
                     .title = "y",
                     .link = "z",
                     .updated = noon,
                     .published = {},
                     .summary = {},
                     .content_html = {},
                     .author = {},
                     .categories = {}};
  auto const text = atom(bare);
  for (auto const* part : {"<subtitle", "<summary", "<content", "<category", "<published"}) {
    EXPECT_THAT(text, Not(HasSubstr(part)));
  }
}

TEST(Sitemap, listsAddresses) {
  SitemapWriter writer;
  EXPECT_TRUE(
      writer.add({"https://exemple.fr/?a=1&b", "2026-03-01", {{"en", "https://exemple.fr/en/"}}}));
  EXPECT_TRUE(writer.add({"https://exemple.fr/2", ""}));
  auto const text = writer.finish();
  EXPECT_THAT(
      text,
      HasSubstr(
          "<url><loc>https://exemple.fr/?a=1&amp;b</loc><lastmod>2026-03-01</lastmod>"
          "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://exemple.fr/en/\"/></url>\n"
          "<url><loc>https://exemple.fr/2</loc></url>\n</urlset>"));
  EXPECT_EQ(writer.size(), 0U);
}

TEST(Sitemap, aFileIsBounded) {
  SitemapWriter writer;
  for (int i = 0; i < 50'000; ++i)
    ASSERT_TRUE(writer.add({fmt::format("https://exemple.fr/{}", i), ""}));
  EXPECT_FALSE(writer.add({"https://exemple.fr/de-trop", ""}));
  EXPECT_EQ(writer.size(), 50'000U);
  EXPECT_THAT(writer.finish(), Not(HasSubstr("de-trop")));
  EXPECT_TRUE(writer.add({"https://exemple.fr/", ""}));
  SitemapWriter large;
  int added = 0;
  while (large.add({std::string(1'000'000, 'a'), ""}))
    ++added;
  EXPECT_EQ(added, 49);
  EXPECT_LE(large.finish().size(), 50'000'000U);
}

TEST(Sitemap, anIndexNamesFiles) {
  std::vector<SitemapUrl> const files{{"https://exemple.fr/sitemap-1.xml", "2026-03-01"}};
  EXPECT_THAT(sitemap_index(files),
              HasSubstr("<sitemap><loc>https://exemple.fr/sitemap-1.xml</loc>"
                        "<lastmod>2026-03-01</lastmod></sitemap>\n</sitemapindex>"));
  EXPECT_THROW(sitemap_index(std::vector<SitemapUrl>(50'001)), std::length_error);
}

}  // namespace
}  // namespace pacte::report
