// What people read of dates, lines and values.
#include "source/parts.hpp"

#include <gtest/gtest.h>

#include "source/document_lines.hpp"
#include "source/record.hpp"

namespace pacte::source {
namespace {

using web::Locale;

TEST(LinesText, groupsThousands) {
  EXPECT_EQ(lines_text(Locale::fr, "645"), "l.\u00a0645");
  EXPECT_EQ(lines_text(Locale::fr, "645-645"), "l.\u00a0645");
  EXPECT_EQ(lines_text(Locale::fr, "22967-22978"), "l.\u00a022\u202f967-22\u202f978");
  EXPECT_EQ(lines_text(Locale::en, "22967"), "l.\u00a022,967");
  EXPECT_EQ(lines_text(Locale::fr, "pas des lignes"), "pas des lignes");
}

TEST(DateText, saysPartialDatesAndIntervals) {
  EXPECT_EQ(date_text(Locale::fr, "2022"), "2022");
  EXPECT_EQ(date_text(Locale::fr, "2022-03"), "mars 2022");
  EXPECT_EQ(date_text(Locale::fr, "2022-11-25"), "25 novembre 2022");
  EXPECT_EQ(date_text(Locale::fr, "2022-08-01"), "1er août 2022");
  EXPECT_EQ(date_text(Locale::fr, "2019/2021"), "de 2019 à 2021");
  EXPECT_EQ(date_text(Locale::fr, "2018/.."), "depuis 2018");
  EXPECT_EQ(date_text(Locale::fr, "2022-13"), "2022-13");
  EXPECT_EQ(date_text(Locale::fr, ""), "");
}

TEST(ValueText, namesEnumeratedValuesAndJoinsLists) {
  auto const& kind = document_kind();
  EXPECT_EQ(value_text(Locale::fr, kind, "type", "deliberation"), "Délibération");
  EXPECT_EQ(value_text(Locale::fr, kind, "date", "2023-06"), "juin 2023");
  EXPECT_EQ(value_text(Locale::fr, kind, "lines", "3-4"), "l.\u00a03-4");
  EXPECT_EQ(value_text(Locale::fr, kind, "title", Json({"a", "b"})), "a ; b");
  EXPECT_EQ(value_text(Locale::fr, kind, "other", 270400), "270\u202f400");
  EXPECT_EQ(value_text(Locale::fr, kind, "title", nullptr), "");
}

TEST(SourcesJson, leadToTheLinesOfTheDocument) {
  Citation const citation{"d/one", "Un", "Région", "", "AP/1", "1-100", "3-4"};
  auto const json = sources_json({&citation, 1});
  EXPECT_EQ(json[0]["href"], "/api/v1/documents/d/one?lines=3-4");
  EXPECT_TRUE(json[0]["date"].is_null());
  EXPECT_EQ(passage_url(Locale::en, citation), "/en/documents/d/one?lignes=3-4#passages");
}

TEST(DocumentLines, staysWithinTheDocument) {
  LineRange const whole{771, 10'649};
  EXPECT_EQ(within({1, 800}, whole)->first, 771);
  EXPECT_EQ(within({1, 800}, whole)->last, 800);
  EXPECT_EQ(within({10'649, 20'000}, whole)->last, 10'649);
  EXPECT_FALSE(within({1, 770}, whole));
  EXPECT_FALSE(within({10'650, 10'651}, whole));
}

TEST(Skyline, isAClosedAreaOfTheHeightGiven) {
  std::vector<std::int64_t> const counts{0, 2, 4};
  EXPECT_EQ(skyline_path(counts, 43), "M0 43V43h4V23h4V3h4V43z");
  EXPECT_EQ(skyline_path({}, 40), "M0 40V40z");
}

}  // namespace
}  // namespace pacte::source
