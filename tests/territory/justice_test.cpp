// Measures of how an amount is shared out: known answers and properties.
#include "territory/justice.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace pacte::territory {
namespace {

PlaceShare place(std::string code, std::int64_t population, double value, std::string group = "") {
  return {.key = {Level::commune, std::move(code)},
          .name = {},
          .population = population,
          .value = static_cast<Quantity>(std::llround(value * unit_quantity)),
          .group = std::move(group)};
}

std::vector<PlaceShare> random_places(std::uint32_t seed) {
  std::mt19937 random{seed};
  std::vector<PlaceShare> places;
  for (int i = 0; i < 60; ++i) {
    auto const received = random() % 3 == 0 ? 0.0 : static_cast<double>(random() % 100'000) / 7;
    places.push_back(
        place(std::to_string(i), random() % 5'000, received, std::to_string(random() % 5)));
  }
  places.front().value = unit_quantity;
  places.front().population = 10;
  return places;
}

TEST(Concentration, IsNothingWhenAllHaveTheSame) {
  std::vector const places{place("a", 10, 20), place("b", 30, 60), place("c", 1, 2)};
  auto const measured = concentration(places);
  ASSERT_TRUE(measured);
  EXPECT_NEAR(measured->gini, 0, 1e-12);
  EXPECT_NEAR(measured->theil.total, 0, 1e-12);
  EXPECT_EQ(measured->lorenz.size(), 4U);
}

// One of n has all: the Gini is 1 - 1/n and the Theil ln n.
TEST(Concentration, OneHasAll) {
  std::vector const places{place("a", 5, 0), place("b", 5, 0), place("c", 5, 7), place("d", 5, 0)};
  auto const measured = concentration(places);
  EXPECT_NEAR(measured->gini, 0.75, 1e-12);
  EXPECT_NEAR(measured->theil.total, std::log(4.0), 1e-12);
}

// Shares 1, 2, 3, by hand: Lorenz (1/3, 1/6), (2/3, 1/2), (1, 1), hence 1 - 7/9.
TEST(Concentration, ByHand) {
  std::vector const places{place("a", 1, 3), place("b", 1, 1), place("c", 1, 2)};
  auto const measured = concentration(places);
  EXPECT_NEAR(measured->gini, 2.0 / 9, 1e-12);
  ASSERT_EQ(measured->lorenz.size(), 4U);
  EXPECT_NEAR(measured->lorenz[1].people, 1.0 / 3, 1e-12);
  EXPECT_NEAR(measured->lorenz[1].value, 1.0 / 6, 1e-12);
  EXPECT_NEAR(measured->lorenz[2].value, 1.0 / 2, 1e-12);
  EXPECT_NEAR(measured->theil.total, (1.0 / 6 * std::log(0.5)) + (0.5 * std::log(1.5)), 1e-12);
}

// Two groups of two: (1, 3) and (4, 4) for one inhabitant each, by hand.
TEST(Concentration, BetweenAndWithinByHand) {
  std::vector const places{place("a", 1, 1, "x"), place("b", 1, 3, "x"), place("c", 1, 4, "y"),
                           place("d", 1, 4, "y")};
  auto const theil = concentration(places)->theil;
  EXPECT_NEAR(theil.between, (1.0 / 3 * std::log(2.0 / 3)) + (2.0 / 3 * std::log(4.0 / 3)), 1e-12);
  EXPECT_NEAR(theil.within, 1.0 / 3 * ((0.25 * std::log(0.5)) + (0.75 * std::log(1.5))), 1e-12);
}

TEST(Concentration, PartsAddUpAndScaleDoesNotCount) {
  for (std::uint32_t seed = 1; seed <= 50; ++seed) {
    auto places = random_places(seed);
    auto const measured = concentration(places);
    ASSERT_TRUE(measured);
    EXPECT_NEAR(measured->theil.between + measured->theil.within, measured->theil.total, 1e-9);
    EXPECT_GE(measured->theil.within, -1e-12);
    EXPECT_GE(measured->theil.between, -1e-12);
    EXPECT_GE(measured->gini, 0);
    EXPECT_LT(measured->gini, 1);
    for (auto& one : places)
      one.value *= 3;
    EXPECT_NEAR(concentration(places)->gini, measured->gini, 1e-9);
    EXPECT_NEAR(concentration(places)->theil.total, measured->theil.total, 1e-9);
  }
}

// Cutting a place into two alike changes nothing: people count, not borders.
TEST(Concentration, BordersBetweenEqualsDoNotCount) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    auto const places = random_places(seed);
    auto halves = places;
    for (auto& one : halves) {
      one.value *= 2;
      one.population *= 2;
    }
    auto cut = halves;
    cut.erase(cut.begin());
    cut.push_back(places.front());
    cut.push_back(places.front());
    EXPECT_NEAR(concentration(cut)->gini, concentration(halves)->gini, 1e-9);
    EXPECT_NEAR(concentration(cut)->theil.total, concentration(halves)->theil.total, 1e-9);
  }
}

// Giving from one who has more to one who has less, without changing places: less unequal.
TEST(Concentration, ATransferToThePoorerLowersBoth) {
  std::vector places{place("a", 10, 10), place("b", 10, 50), place("c", 20, 200)};
  auto const before = concentration(places);
  places[0].value += unit_quantity;
  places[2].value -= unit_quantity;
  auto const after = concentration(places);
  EXPECT_LT(after->gini, before->gini);
  EXPECT_LT(after->theil.total, before->theil.total);
}

TEST(Concentration, OfNothingIsNotSaid) {
  EXPECT_FALSE(concentration({}));
  std::vector const without{place("a", 10, 0), place("b", 4, 0)};
  EXPECT_FALSE(concentration(without));
  std::vector const nobody{place("a", 0, 10)};
  EXPECT_FALSE(concentration(nobody));
  EXPECT_FALSE(per_inhabitant(unit_quantity, 0));
}

TEST(ReachOfAZoning, IsBetweenBoundsWhenPlacesArePartlyInIt) {
  std::vector const places{place("a", 100, 30), place("b", 100, 50), place("c", 200, 20)};
  std::vector const cover{Cover::whole, Cover::part, Cover::none};
  auto const found = reach(places, cover, {.least = 100, .most = 200}, 400);
  EXPECT_EQ(found.value.least, 30 * unit_quantity);
  EXPECT_EQ(found.value.most, 80 * unit_quantity);
  EXPECT_DOUBLE_EQ(found.share_of_value.least, 0.3);
  EXPECT_DOUBLE_EQ(found.share_of_value.most, 0.8);
  EXPECT_DOUBLE_EQ(found.share_of_population.least, 0.25);
  EXPECT_DOUBLE_EQ(found.share_of_population.most, 0.5);
  EXPECT_FALSE(found.value.certain());
}

TEST(BySize, TheClassesHoldEverything) {
  auto const places = random_places(3);
  auto const classes = by_size(places);
  std::size_t count = 0;
  Quantity value = 0;
  for (auto const& one : classes) {
    count += one.places;
    value += one.value;
    EXPECT_GT(one.places, 0U);
  }
  EXPECT_EQ(count, places.size());
  Quantity total = 0;
  for (auto const& one : places)
    total += one.value;
  EXPECT_EQ(value, total);
}

TEST(PeersOfAPlace, AreTheNearestInPopulation) {
  std::vector const places{place("a", 100, 100), place("b", 110, 330), place("c", 95, 190),
                           place("d", 5'000, 0), place("e", 105, 105), place("f", 0, 3)};
  auto const found = peers(places, 0, 3);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->places, (std::vector<std::size_t>{4, 2, 1}));
  EXPECT_DOUBLE_EQ(found->quartiles[1], 2);
  EXPECT_DOUBLE_EQ(found->quartiles[0], 1.5);
  EXPECT_DOUBLE_EQ(found->quartiles[2], 2.5);
  EXPECT_FALSE(peers(places, 5));
}

}  // namespace
}  // namespace pacte::territory
