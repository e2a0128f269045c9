#include "territory/classes.hpp"

#include <random>

#include <gmock/gmock.h>

namespace pacte::territory {
namespace {

using ::testing::ElementsAre;

double spread(std::span<double const> values) {
  double mean = 0;
  for (auto const value : values)
    mean += value / static_cast<double>(values.size());
  double sum = 0;
  for (auto const value : values)
    sum += (value - mean) * (value - mean);
  return sum;
}

// The least spread of any cut of sorted values, by trying them all.
double least_spread(std::span<double const> sorted, std::size_t classes) {
  if (classes == 1) return spread(sorted);
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t first = 1; first + classes - 1 <= sorted.size(); ++first)
    best = std::min(best,
                    spread(sorted.first(first)) + least_spread(sorted.subspan(first), classes - 1));
  return best;
}

TEST(Classes, QuantilesHoldAsManyEach) {
  std::vector<double> const values{8, 1, 7, 2, 6, 3, 5, 4};
  EXPECT_THAT(class_bounds(values, 4, Classification::quantiles), ElementsAre(1, 3, 5, 7));
  EXPECT_THAT(class_bounds(std::vector<double>{1, 1, 1, 1, 9}, 4, Classification::quantiles),
              ElementsAre(1));
}

TEST(Classes, EqualStepsCutTheExtent) {
  EXPECT_THAT(class_bounds(std::vector<double>{10, 0, 3, 20}, 4, Classification::equal_steps),
              ElementsAre(0, 5, 10, 15));
  EXPECT_THAT(class_bounds(std::vector<double>{2, 2}, 4, Classification::equal_steps),
              ElementsAre(2));
}

// Small case worked out by hand: three groups that nothing could cut better.
TEST(Classes, JenksFindsTheGroups) {
  std::vector<double> const values{4, 5, 9, 10, 26, 27, 28};
  EXPECT_THAT(class_bounds(values, 3, Classification::jenks), ElementsAre(4, 9, 26));
  EXPECT_THAT(class_bounds(values, 2, Classification::jenks), ElementsAre(4, 26));
  EXPECT_THAT(class_bounds(std::vector<double>{3, 3, 3}, 5, Classification::jenks), ElementsAre(3));
}

TEST(Classes, JenksIsTheOptimum) {
  std::mt19937 random{11};
  std::uniform_int_distribution<int> value{0, 60};
  for (int round = 0; round < 60; ++round) {
    std::vector<double> values(9);
    for (auto& one : values)
      one = 1e6 + value(random);
    std::ranges::sort(values);
    for (std::size_t const classes : {2U, 3U, 4U}) {
      auto const bounds = class_bounds(values, classes, Classification::jenks);
      double whole = 0;
      for (std::size_t i = 0; i < bounds.size(); ++i) {
        std::vector<double> inside;
        std::ranges::copy_if(values, std::back_inserter(inside),
                             [&](double one) { return class_of(one, bounds) == i; });
        whole += spread(inside);
      }
      EXPECT_NEAR(whole, least_spread(values, classes), 1e-3) << round << " " << classes;
    }
  }
}

TEST(Classes, EveryValueHasAClass) {
  std::vector<double> const bounds{1, 3, 5};
  EXPECT_EQ(class_of(1, bounds), 0U);
  EXPECT_EQ(class_of(2.9, bounds), 0U);
  EXPECT_EQ(class_of(3, bounds), 1U);
  EXPECT_EQ(class_of(99, bounds), 2U);
  EXPECT_EQ(class_of(-1, bounds), 0U);
  EXPECT_TRUE(class_bounds({}, 4, Classification::jenks).empty());
}

}  // namespace
}  // namespace pacte::territory
