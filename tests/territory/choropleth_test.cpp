#include "territory/choropleth.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "territory/contours_support.hpp"

namespace pacte::territory {
namespace {

std::size_t times(std::string const& text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++count;
  return count;
}

MapArea area(std::string code, std::int32_t column, std::optional<double> value) {
  auto contour = testing::square({column * 1'000'000, 430'000'000}, 1'000'000);
  return {{Level::commune, code},     "A & <B> " + code,
          std::move(contour),         value,
          value ? "7 habitants" : "", "/territoires/commune/" + code};
}

TEST(Choropleth, HasALinkAndANameForEachArea) {
  ChoroplethSpec const spec{
      .title = "Carte \"d’essai\"",
      .unit = "habitants",
      .classes = 5,
      .areas = {area("1", 0, 1), area("2", 1, 2), area("3", 2, 3), area("4", 3, 4), area("5", 4, 5),
                area("6", 5, std::nullopt)}};
  auto const drawn = choropleth(spec, web::Locale::fr);
  EXPECT_EQ(times(drawn.svg, "<a href="), 6U);
  EXPECT_NE(drawn.svg.find("<title>A &amp; &lt;B&gt; 1 : 7 habitants</title>"), std::string::npos);
  EXPECT_NE(drawn.svg.find("aria-label=\"Carte &quot;d’essai&quot;\""), std::string::npos);
  EXPECT_EQ(drawn.svg.find("style="), std::string::npos);
  // Five classes use the ends of the scale; the fourth has a pattern too; a sixth area has no
  // class.
  for (auto const* mark : {"c-0\"", "c-1\"", "c-2\"", "c-3\"", "c-5\"", "c-none\""})
    EXPECT_EQ(times(drawn.svg, std::string{"class=\""} + mark), 1U) << mark;
  EXPECT_EQ(times(drawn.svg, "url(#c-p3)"), 1U);
  ASSERT_EQ(drawn.legend.size(), 6U);
  EXPECT_EQ(drawn.legend[0].text, "de 1 à moins de 2 habitants");
  EXPECT_EQ(drawn.legend[4].text, "5 habitants");
  EXPECT_EQ(drawn.legend[5].text, "sans valeur");
  EXPECT_EQ(drawn.legend[5].count, 1U);
}

TEST(Choropleth, NeighboursShareTheirBorder) {
  ChoroplethSpec const spec{.unit = "", .areas = {area("1", 0, 1), area("2", 1, 2)}};
  auto const drawn = choropleth(spec, web::Locale::fr);
  // 640 units less two margins of 4, for two squares of 0.1 degree: each 316 wide.
  EXPECT_NE(drawn.svg.find("d=\"M4 "), std::string::npos);
  EXPECT_NE(drawn.svg.find("d=\"M320 "), std::string::npos);
  EXPECT_EQ(times(drawn.svg, "l316 0 0-"), 2U);
}

TEST(Choropleth, NothingIsDrawnOfNothing) {
  EXPECT_TRUE(choropleth({}, web::Locale::fr).svg.empty());
  ChoroplethSpec const pointless{.areas = {{{Level::commune, "1"}, "A", {}, 1, "1", ""}}};
  EXPECT_TRUE(choropleth(pointless, web::Locale::fr).svg.empty());
}

}  // namespace
}  // namespace pacte::territory
