// The table of exempted regimes: what the file says, and the share that an undertaking may have.
#include "aid/exempt_regimes.hpp"

#include <set>

#include <gmock/gmock.h>

namespace pacte::aid {
namespace {

using Kind = CeilingStep::Kind;
using enum UndertakingSize;
using Bonuses = std::vector<std::string>;

RegimeCeiling ceiling(char const* id, UndertakingSize size, Bonuses const& bonuses = {}) {
  return ceiling_of(*exempt_regimes().find(id), size, bonuses).value();
}

std::vector<Kind> kinds(RegimeCeiling const& ceiling) {
  std::vector<Kind> all;
  for (auto const& step : ceiling.steps)
    all.push_back(step.kind);
  return all;
}

// Every figure has its source, every bonus its kind, and no share goes beyond the costs.
TEST(ExemptRegimes, EachFigureHasItsSource) {
  std::set<std::string> ids;
  for (auto const& regime : exempt_regimes().regimes) {
    SCOPED_TRACE(regime.id);
    EXPECT_TRUE(ids.insert(regime.id).second);
    EXPECT_FALSE(regime.label.french.empty() || regime.label.english.empty());
    EXPECT_THAT(regime.base_source, ::testing::StartsWith("art. " + regime.article + "("));
    EXPECT_EQ(regime.size_source.empty(), regime.size == decltype(regime.size){});
    EXPECT_EQ(regime.cap_source.empty(), !regime.cap);
    if (regime.limit) {
      EXPECT_GT(regime.limit->amount.cents, 0);
      EXPECT_FALSE(regime.limit->source.empty());
    }
    for (auto const& size : regime.size)
      EXPECT_EQ(size.value % 100, 0);  // the page says whole points
    for (auto const& bonus : regime.bonuses) {
      EXPECT_EQ(bonus.points.value % 100, 0);
      EXPECT_FALSE(bonus.source.empty());
      EXPECT_EQ(std::ranges::count(exempt_regimes().bonuses, bonus.id, &BonusKind::id), 1);
    }
    Bonuses all;
    for (auto const& kind : exempt_regimes().bonuses)
      all.push_back(kind.id);
    for (auto const size : {small, medium, large}) {
      auto const most = ceiling_of(regime, size, all);
      if (most) {
        EXPECT_LE(most->share.value, 10'000);
      }
    }
  }
}

TEST(ExemptRegimes, SharesAreThoseOfTheRegulation) {
  EXPECT_EQ(ceiling("rgec-17", small).share.value, 2'000);
  EXPECT_EQ(ceiling("rgec-17", medium).share.value, 1'000);
  EXPECT_EQ(ceiling("rgec-18", small).share.value, 5'000);
  EXPECT_EQ(ceiling("rgec-25-fundamental", large).share.value, 10'000);
  EXPECT_EQ(ceiling("rgec-25-industrial", medium).share.value, 6'000);
  EXPECT_EQ(ceiling("rgec-25-experimental", small).share.value, 4'500);
  EXPECT_EQ(ceiling("rgec-25-feasibility", small).share.value, 7'000);
  EXPECT_EQ(ceiling("rgec-29", large).share.value, 1'500);
  EXPECT_EQ(ceiling("rgec-31", medium, {"disadvantaged"}).share.value, 7'000);
  EXPECT_EQ(ceiling("rgec-33", large).share.value, 7'500);
  EXPECT_EQ(ceiling("rgec-36", small, {"zone-c", "zero-emission"}).share.value, 7'500);
  EXPECT_EQ(ceiling("rgec-41-renewable", small).share.value, 6'500);
  EXPECT_EQ(ceiling("rgec-49", medium).share.value, 7'000);
}

TEST(ExemptRegimes, EachStepIsShownWithItsSource) {
  auto const made = ceiling("rgec-25-industrial", small, {"collaboration"});
  EXPECT_EQ(made.share.value, 8'000);  // 50 + 20 + 15, held at 80
  EXPECT_THAT(kinds(made), ::testing::ElementsAre(Kind::base, Kind::size, Kind::bonus, Kind::cap));
  EXPECT_EQ(made.steps[0].source, "art. 25(5)(b)");
  EXPECT_EQ(made.steps[1].points.value, 2'000);
  EXPECT_EQ(made.steps[2].bonus, "collaboration");
}

TEST(ExemptRegimes, OfBonusesThatDoNotAddUpTheGreatestCounts) {
  auto const made = ceiling("rgec-25-experimental", large, {"zone-c", "collaboration"});
  EXPECT_EQ(made.share.value, 4'000);
  EXPECT_THAT(kinds(made), ::testing::ElementsAre(Kind::base, Kind::bonus, Kind::passed_over));
  // Two that are alike count once.
  EXPECT_EQ(ceiling("rgec-25-experimental", large, {"zone-a", "collaboration"}).share.value, 4'000);
}

TEST(ExemptRegimes, ABonusThatTheArticleDoesNotHaveIsSaidAndLeftOut) {
  auto const made = ceiling("rgec-17", small, {"collaboration"});
  EXPECT_EQ(made.share.value, 2'000);
  ASSERT_EQ(made.steps.back().kind, Kind::passed_over);
  EXPECT_EQ(made.steps.back().source, "");
}

TEST(ExemptRegimes, SomeSizesAreNotAidedAndOneShareIsTheMaps) {
  auto const& table = exempt_regimes();
  EXPECT_FALSE(ceiling_of(*table.find("rgec-17"), large, {}));
  EXPECT_FALSE(ceiling_of(*table.find("rgec-14"), small, {}));
  EXPECT_TRUE(table.find("rgec-14")->by_map());
  EXPECT_TRUE(table.find("rgec-18")->by_size());
  EXPECT_FALSE(table.find("rgec-32")->by_size());
  EXPECT_EQ(table.find("rgec-99"), nullptr);
}

TEST(ExemptRegimes, AnArticleIsFoundWhenItHasOneRegime) {
  auto const& table = exempt_regimes();
  ASSERT_TRUE(table.of_article("article 17"));
  EXPECT_EQ(table.of_article("article 17")->id, "rgec-17");
  EXPECT_EQ(table.of_article("RGEC, article 31, formation")->id, "rgec-31");
  EXPECT_EQ(table.of_article("article 25"), nullptr);  // research has four
  EXPECT_EQ(table.of_article("règlement 651/2014"), nullptr);
}

}  // namespace
}  // namespace pacte::aid
