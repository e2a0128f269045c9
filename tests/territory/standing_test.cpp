#include "territory/standing.hpp"

#include <gmock/gmock.h>

namespace pacte::territory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Measured commune(std::string code, std::int64_t population, double square_km,
                 std::string department = "34") {
  Measured one;
  one.key.code = std::move(code);
  one.department = std::move(department);
  one.population = population;
  one.square_km = square_km;
  return one;
}

// By population, as the rules want them.
std::vector<Measured> five() {
  return {commune("a", 100, 10), commune("b", 200, 10), commune("c", 400, 10, "30"),
          commune("d", 800, 10), commune("e", 1600, 10, "30")};
}

Standing of(std::vector<Standing> const& all, Measure measure) {
  for (auto const& one : all) {
    if (one.measure == measure) return one;
  }
  ADD_FAILURE() << "no " << name(measure);
  return {};
}

TEST(Standings, RankAndMediansAmongTheLevel) {
  auto const level = five();
  std::vector<std::size_t> const peers{1, 2};
  auto const all = standings(level, 3, peers);
  auto const population = of(all, Measure::population);
  EXPECT_EQ(population.value, 800);
  EXPECT_EQ(population.in_region.rank, 2U);
  EXPECT_EQ(population.in_region.of, 5U);
  ASSERT_TRUE(population.in_department);
  EXPECT_EQ(population.in_department->rank, 1U);
  EXPECT_EQ(population.in_department->of, 3U);
  EXPECT_EQ(population.peers, 300);       // between 200 and 400
  EXPECT_EQ(population.department, 200);  // of 100, 200, 800
  EXPECT_EQ(population.region, 400);
  EXPECT_EQ(of(all, Measure::density).value, 80);
}

TEST(Standings, WhatATerritoryDoesNotHaveIsLeftOut) {
  auto level = five();
  level[0].square_km = std::nullopt;
  auto const all = standings(level, 0, {});
  EXPECT_EQ(all.size(), 2U);  // population and zonings: no density, no communes
  EXPECT_FALSE(of(all, Measure::population).peers);
  EXPECT_FALSE(value_of(level[0], Measure::population_per_commune));
}

TEST(Standings, EqualValuesHaveTheSameRank) {
  std::vector<Measured> level{commune("a", 100, 1), commune("b", 100, 1), commune("c", 200, 1)};
  EXPECT_EQ(of(standings(level, 0, {}), Measure::population).in_region.rank, 2U);
  EXPECT_EQ(of(standings(level, 1, {}), Measure::population).in_region.rank, 2U);
}

TEST(Standings, ATerritoryAloneHasNoMedianBesideIt) {
  std::vector<Measured> level{commune("a", 100, 1)};
  auto const own = of(standings(level, 0, {}), Measure::population);
  EXPECT_FALSE(own.region);
  EXPECT_FALSE(own.department);
}

TEST(Peers, AreTheNearestByRatio) {
  std::vector<Measured> level;
  for (std::int64_t people = 1; people <= 100; ++people)
    level.push_back(commune(std::to_string(people), people * 10, 1));
  auto const found = peers_of(level, 49);
  ASSERT_EQ(found.size(), peer_count(Level::commune));
  EXPECT_EQ(level[found[0]].population, 510);  // 51/50 is nearer to 1 than 50/49
  EXPECT_EQ(level[found[1]].population, 490);
  for (auto const peer : found)
    EXPECT_NE(peer, 49U);
}

TEST(Peers, OfARegionAndOfAnEmptyTerritoryAreNone) {
  auto level = five();
  for (auto& one : level)
    one.key.level = Level::region;
  EXPECT_THAT(peers_of(level, 2), IsEmpty());
  std::vector<Measured> const empty{commune("a", 0, 1), commune("b", 10, 1)};
  EXPECT_THAT(peers_of(empty, 0), IsEmpty());
  EXPECT_THAT(peers_of(five(), 0), ElementsAre(1, 2, 3, 4));
}

}  // namespace
}  // namespace pacte::territory
