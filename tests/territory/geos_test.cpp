#include "territory/geos.hpp"

#include <gtest/gtest.h>

#include "territory/contours_support.hpp"
#include "territory/point_index.hpp"

namespace pacte::territory {
namespace {

TEST(Geos, ABowTieSaysWhereItCrosses) {
  Contour const bow{
      {{{{0, 0}, {20'000'000, 20'000'000}, {20'000'000, 0}, {0, 20'000'000}, {0, 0}}, {}}}};
  auto const fault = geometry_fault(bow);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->reason, "le tracé se recoupe");
  EXPECT_DOUBLE_EQ(fault->place.longitude, 1);
  EXPECT_DOUBLE_EQ(fault->place.latitude, 1);
  EXPECT_FALSE(geometry_fault(testing::square({0, 0}, 10)));
}

TEST(Geos, AHoleOutsideIsAFault) {
  Contour const wrong{
      {{testing::rectangle({0, 0}, {10, 10}), {testing::rectangle({20, 20}, {30, 30})}}}};
  ASSERT_TRUE(geometry_fault(wrong));
  EXPECT_EQ(geometry_fault(wrong)->reason, "un trou est hors du contour");
}

TEST(Geos, NeighboursUniteIntoOne) {
  auto const west = testing::square({0, 0}, 100);
  auto const east = testing::square({100, 0}, 100);
  auto const far = testing::square({1000, 0}, 100);
  Contour const* const all[] = {&west, &east, &far};
  auto const whole = united(all);
  ASSERT_EQ(whole.polygons.size(), 2U);
  EXPECT_TRUE(holds(whole, {100, 50}));
  EXPECT_FALSE(holds(whole, {500, 50}));
  EXPECT_TRUE(united({}).polygons.empty());
}

TEST(Geos, EachCellHoldsItsPointAndWhatIsNearest) {
  std::mt19937 random{3};
  std::uniform_int_distribution<std::int32_t> x{10'000'000, 30'000'000};
  std::uniform_int_distribution<std::int32_t> y{430'000'000, 445'000'000};
  std::vector<Vertex> points;
  for (int i = 0; i < 200; ++i)
    points.push_back({x(random), y(random)});
  auto const cells = cells_around(points);
  ASSERT_EQ(cells.size(), points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_TRUE(holds(cells[i], points[i])) << i;
    EXPECT_FALSE(geometry_fault(cells[i])) << i;
  }
  PointIndex const index{cells};
  auto const squeeze = std::cos(43.75 * 3.14159265358979 / 180);
  auto const far = [&](Vertex a, Vertex b) {
    return std::hypot((a.x - b.x) * squeeze, double{1} * (a.y - b.y));
  };
  int found = 0;
  for (int i = 0; i < 2000; ++i) {
    Vertex const point{x(random), y(random)};
    auto const cell = index.find(point);
    if (!cell) continue;
    ++found;
    auto const nearest =
        std::ranges::min(points, {}, [&](Vertex other) { return far(point, other); });
    // Within the width of the lattice and the roundings of the middle latitude.
    EXPECT_LT(far(point, points[*cell]), far(point, nearest) * 1.01 + 10);
  }
  EXPECT_GT(found, 1500);
}

TEST(Geos, FewPointsHaveCellsToo) {
  EXPECT_TRUE(cells_around({}).empty());
  for (std::size_t const count : {1U, 2U, 3U}) {
    std::vector<Vertex> points;
    for (std::size_t i = 0; i < count; ++i)
      points.push_back({static_cast<std::int32_t>(20'000'000 + i * 1'000'000), 430'000'000});
    auto const cells = cells_around(points);
    for (std::size_t i = 0; i < count; ++i)
      EXPECT_TRUE(holds(cells[i], points[i])) << count << " " << i;
  }
  Vertex const twice[] = {{0, 0}, {0, 0}, {5'000'000, 0}};
  auto const cells = cells_around(twice);
  EXPECT_TRUE(holds(cells[0], twice[0]));
  EXPECT_TRUE(cells[1].polygons.empty());
}

}  // namespace
}  // namespace pacte::territory
