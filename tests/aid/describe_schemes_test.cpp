#include "aid/operations/describe_schemes.hpp"

#include "aid/scheme_fixture.hpp"

namespace pacte::aid {
namespace {

class DescribeSchemesTest : public SchemeTest {};

TEST_P(DescribeSchemesTest, saysWhatTheRecordSaysAndNothingElse) {
  EXPECT_EQ(describe().added, 2U);
  auto const one = version("a/fund", 1);
  EXPECT_EQ(one.state, VersionState::described);
  EXPECT_EQ(one.content.label, "Fonds régional");
  EXPECT_EQ(one.content.forms.values, Texts{"loan"});
  EXPECT_EQ(one.content.beneficiary_kinds.values, (Texts{"enterprise", "association"}));
  EXPECT_EQ(one.content.plans, (Notes{{food, ""}}));
  EXPECT_EQ(one.content.sources, (Notes{{"d/one", "3-4"}}));
  EXPECT_TRUE(one.content.run_by.empty());
  EXPECT_TRUE(one.content.purpose.empty());
  EXPECT_EQ(one.content.ceiling, Euros{300'000'000});  // « jusqu’à 3 M€ »
  EXPECT_FALSE(one.content.floor || one.content.envelope || one.content.rate);
  EXPECT_EQ(stored("a/fund").shown, 1);
  EXPECT_EQ(last_entry().entry.operation, "describe_schemes");
}

TEST_P(DescribeSchemesTest, changesNothingTheSecondTime) {
  describe();
  auto const seq = last_entry().seq;
  auto const again = describe();
  EXPECT_EQ(again.added + again.changed + again.withdrawn + again.taken_over, 0U);
  EXPECT_EQ(last_entry().seq, seq);
}

TEST_P(DescribeSchemesTest, makesANewVersionOfWhatChanged) {
  describe();
  auto changed = instrument("a/fund", "Fonds régional");
  changed["operator"] = "Région";
  replace(changed);
  EXPECT_EQ(describe().changed, 1U);
  EXPECT_EQ(version("a/fund", 1).state, VersionState::superseded);
  EXPECT_EQ(version("a/fund", 2).content.run_by, "Région");
  EXPECT_EQ(stored("a/fund").shown, 2);
}

TEST_P(DescribeSchemesTest, withdrawsWhatIsGoneAndTakesItBack) {
  describe();
  remove("a/fund");
  EXPECT_EQ(describe().withdrawn, 1U);
  EXPECT_EQ(version("a/fund", 1).state, VersionState::withdrawn);
  EXPECT_FALSE(version("a/fund", 1).reason.empty());
  add(instrument_kind(), instrument("a/fund", "Fonds régional"));
  EXPECT_EQ(describe().changed, 1U);
  EXPECT_EQ(version("a/fund", 2).state, VersionState::described);
}

TEST_P(DescribeSchemesTest, leavesWhatOfficersTookOver) {
  describe();
  ASSERT_TRUE(begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = 1}));
  auto changed = instrument("a/fund", "Autre nom");
  replace(changed);
  EXPECT_EQ(describe().taken_over, 1U);
  EXPECT_EQ(stored("a/fund").last, 2);
  EXPECT_EQ(version("a/fund", 1).content.label, "Fonds régional");
}

PACTE_ON_BOTH_DATABASES(DescribeSchemesTest);

}  // namespace
}  // namespace pacte::aid
