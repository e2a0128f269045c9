#include "territory/geometry.hpp"

#include <gtest/gtest.h>

#include "territory/contours_support.hpp"

namespace pacte::territory {
namespace {

TEST(Geometry, APointOfASharedBorderIsToItsEastAndItsNorth) {
  auto const west = testing::square({0, 0}, 10);
  auto const east = testing::square({10, 0}, 10);
  auto const north = testing::square({0, 10}, 10);
  EXPECT_TRUE(holds(east, {10, 5}));
  EXPECT_FALSE(holds(west, {10, 5}));
  EXPECT_TRUE(holds(north, {5, 10}));
  EXPECT_FALSE(holds(west, {5, 10}));
  EXPECT_TRUE(holds(west, {0, 0}));
  EXPECT_FALSE(holds(west, {10, 10}));
  EXPECT_TRUE(touches(west, {10, 10}));
  EXPECT_FALSE(touches(west, {5, 5}));
}

TEST(Geometry, AHoleIsNotHeld) {
  Contour const ring{{{testing::rectangle({0, 0}, {9, 9}), {testing::rectangle({3, 3}, {6, 6})}}}};
  EXPECT_TRUE(holds(ring, {1, 1}));
  EXPECT_FALSE(holds(ring, {4, 4}));
  EXPECT_FALSE(holds(ring, {3, 3}));  // the western border of the hole belongs to what is in it
  EXPECT_TRUE(holds(ring, {6, 4}));
}

TEST(Geometry, SidesStayExactAtTheEndsOfTheEarth) {
  Vertex const a{-600'000'000, -300'000'000};
  Vertex const b{600'000'001, 300'000'000};
  EXPECT_EQ(side(a, b, {0, 1}), 1);
  EXPECT_EQ(side(a, b, {1, 0}), -1);
  EXPECT_EQ(side(a, b, a), -1);  // moved east, it is right of a line that goes up
  EXPECT_EQ(side(b, a, a), 1);
}

TEST(Geometry, TextHoldsEveryVertex) {
  Contour contour;
  contour.polygons.push_back(
      {{{-1'800'000'000, -900'000'000},
        {1'800'000'000, -900'000'000},
        {7, 900'000'000},
        {-1'800'000'000, -900'000'000}},
       {testing::rectangle({-3, -4}, {5, 6}), testing::rectangle({100, 100}, {101, 101})}});
  contour.polygons.push_back(testing::square({31, 32}, 33).polygons.front());
  auto const text = to_text(contour);
  EXPECT_EQ(parse_contour(text), contour);
  for (char const c : text)
    EXPECT_TRUE(c >= ' ' && c <= '~') << static_cast<int>(c);
}

TEST(Geometry, TextThatIsNoContourIsRefused) {
  EXPECT_FALSE(parse_contour(""));
  EXPECT_FALSE(parse_contour("?"));
  EXPECT_FALSE(parse_contour("????"));
  EXPECT_FALSE(parse_contour("~~~~~~~~~~~~"));
  auto const whole = to_text(testing::square({0, 0}, 1000));
  EXPECT_FALSE(parse_contour(whole.substr(0, whole.size() - 1)));
  EXPECT_FALSE(parse_contour(whole + ";"
                                     "!"));
}

}  // namespace
}  // namespace pacte::territory
