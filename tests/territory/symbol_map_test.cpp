#include "territory/symbol_map.hpp"

#include <gmock/gmock.h>

#include "territory/contours_support.hpp"
#include "territory/geos.hpp"

namespace pacte::territory {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

MapArea area(std::string const& name, std::int32_t column, std::optional<double> value) {
  auto contour = testing::square({column * 1'000'000, 430'000'000}, 1'000'000);
  return {{Level::commune, name},       name,
          std::move(contour),           value,
          value ? "des habitants" : "", "/territoires/commune/" + name};
}

// Radii of the circles, in the order they are drawn.
std::vector<double> radii(std::string const& svg) {
  std::vector<double> found;
  for (auto at = svg.find(" r=\""); at != std::string::npos; at = svg.find(" r=\"", at + 1))
    found.push_back(std::stod(svg.substr(at + 4)));
  return found;
}

TEST(SymbolMap, AreasOfCirclesAreProportional) {
  auto const drawn =
      symbol_map({"Totaux", {area("petit", 0, 25), area("grand", 1, 100), area("rien", 2, 0)}},
                 web::Locale::fr);
  auto const drawn_radii = radii(drawn.svg);
  // Two areas, then the scale: 100, 20, 5.
  ASSERT_EQ(drawn_radii.size(), 5U);
  EXPECT_NEAR(drawn_radii[1], drawn_radii[0] / 2, 0.1);
  EXPECT_NEAR(drawn_radii[2], drawn_radii[0], 0.1);
  EXPECT_NEAR(drawn_radii[3] * drawn_radii[3], drawn_radii[0] * drawn_radii[0] / 5, 1);
  // The greatest is under the others; what has nothing has no circle and keeps its link.
  EXPECT_LT(drawn.svg.find("<title>grand : des habitants</title>"),
            drawn.svg.find("<title>petit : des habitants</title>"));
  EXPECT_THAT(drawn.svg, HasSubstr("/territoires/commune/rien"));
  ASSERT_EQ(drawn.legend.size(), 1U);
  EXPECT_EQ(drawn.legend[0].text, "zéro, sans cercle");
  EXPECT_EQ(drawn.legend[0].count, 1U);
  EXPECT_THAT(drawn.svg, Not(HasSubstr("style=")));
}

TEST(SymbolMap, SaysWhatHasNoValue) {
  auto const drawn =
      symbol_map({"Totaux", {area("A", 0, 3), area("B", 1, std::nullopt)}}, web::Locale::fr);
  ASSERT_EQ(drawn.legend.size(), 1U);
  EXPECT_EQ(drawn.legend[0].text, "sans valeur");
  EXPECT_THAT(drawn.svg, HasSubstr("c-none"));
}

TEST(SymbolMap, OfNothingHasNoScale) {
  EXPECT_EQ(symbol_map({}, web::Locale::fr).svg, "");
  auto const drawn = symbol_map({"Totaux", {area("A", 0, 0), area("B", 1, 0)}}, web::Locale::fr);
  EXPECT_THAT(radii(drawn.svg), ElementsAre());
}

TEST(SymbolMap, ScaleIsOfRoundValues) {
  EXPECT_THAT(scale_values(832'000), ElementsAre(500'000, 100'000, 20'000));
  EXPECT_THAT(scale_values(100), ElementsAre(100, 20, 5));
  EXPECT_THAT(scale_values(0), ElementsAre());
}

TEST(PointInside, IsInsideEvenOfARing) {
  auto ring = testing::square({0, 430'000'000}, 1'000'000);
  ring.polygons[0].holes.push_back(
      testing::square({100'000, 430'100'000}, 800'000).polygons[0].outer);
  auto const point = point_inside(ring);
  ASSERT_TRUE(point);
  auto const between = [](std::int64_t low, std::int64_t value, std::int64_t high) {
    return low < value && value < high;
  };
  EXPECT_TRUE(between(0, point->x, 1'000'000) && between(430'000'000, point->y, 431'000'000));
  EXPECT_FALSE(between(100'000, point->x, 900'000) && between(430'100'000, point->y, 430'900'000));
  EXPECT_FALSE(point_inside({}));
}

}  // namespace
}  // namespace pacte::territory
