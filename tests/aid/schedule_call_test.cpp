#include "aid/operations/schedule_call.hpp"

#include "aid/call_store.hpp"
#include "aid/scheme_fixture.hpp"

namespace pacte::aid {
namespace {

class ScheduleCallTest : public SchemeTest {
 protected:
  static Call planned() {
    return {.scheme = "a/fund",
            .label = "Appel 2026",
            .opens = noon,
            .closes = noon + std::chrono::days{30},
            .jury = {"Une élue"},
            .tracks = {{.label = "Volet 1", .criteria = {"Nouveau"}, .envelope = Euros{100}}}};
  }
};

TEST_P(ScheduleCallTest, announcesAndChangesACall) {
  describe();
  auto const made = schedule_call(database(), noon, officer("ada"), planned());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->number, 1);
  auto later = *made;
  later.closes = noon + std::chrono::days{60};
  later.cancelled = true;
  ASSERT_TRUE(schedule_call(database(), noon, officer("bob"), later));
  auto reading = database().read();
  auto const stored = call(reading, "a/fund", 1);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->closes, later.closes);
  EXPECT_TRUE(stored->cancelled);
  EXPECT_EQ(stored->tracks, later.tracks);
  EXPECT_EQ(stored->revision, 2);
  EXPECT_EQ(calls(reading, 10).size(), 1U);
  EXPECT_EQ(store::journal_page(reading, "", 0, 1).at(0).entry.operation, "schedule_call");
}

TEST_P(ScheduleCallTest, refusesTheSecondOfTwo) {
  describe();
  auto const made = schedule_call(database(), noon, officer("ada"), planned());
  ASSERT_TRUE(made);
  ASSERT_TRUE(schedule_call(database(), noon, officer("ada"), *made));
  EXPECT_EQ(kind_of(schedule_call(database(), noon, officer("bob"), *made)), ProblemKind::conflict);
}

TEST_P(ScheduleCallTest, refusesWithoutTheRight) {
  describe();
  EXPECT_EQ(kind_of(schedule_call(database(), noon, {}, planned())), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(schedule_call(database(), noon, officer("eve", {edit_schemes}), planned())),
            ProblemKind::forbidden);
}

TEST_P(ScheduleCallTest, refusesAnEmptyCallAndWhatDoesNotExist) {
  describe();
  EXPECT_EQ(fields_of(schedule_call(database(), noon, officer("ada"), {.scheme = "a/fund"})),
            (Fields{"label", "opens-date"}));
  auto lost = planned();
  lost.scheme = "a/lost";
  EXPECT_EQ(kind_of(schedule_call(database(), noon, officer("ada"), lost)), ProblemKind::not_found);
  lost = planned();
  lost.number = 7;
  EXPECT_EQ(kind_of(schedule_call(database(), noon, officer("ada"), lost)), ProblemKind::not_found);
}

TEST_P(ScheduleCallTest, refusesACallOfWhatThePublicDoesNotRead) {
  auto begun = planned();
  begun.scheme = draft().scheme;
  EXPECT_EQ(kind_of(schedule_call(database(), noon, officer("ada"), begun)), ProblemKind::conflict);
}

TEST_P(ScheduleCallTest, aClosingDayPrintedByADocumentMakesACallOnce) {
  auto dated = instrument("a/ami", "AMI tiers-lieux");
  dated["type"] = "call for expressions of interest";
  dated["conditionality"] = {"lancé décembre 2016", "clos 17 mars 2017"};
  add(instrument_kind(), dated);
  EXPECT_EQ(describe().calls, 1U);
  EXPECT_EQ(describe().calls, 0U);
  auto reading = database().read();
  auto const found = calls_of(reading, "a/ami");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].closes, parse_instant("2017-03-17T23:00:00.000Z"));
  EXPECT_FALSE(found[0].hour_stated);
  EXPECT_FALSE(found[0].opens);
  EXPECT_TRUE(found[0].of_documents);
}

PACTE_ON_BOTH_DATABASES(ScheduleCallTest);

}  // namespace
}  // namespace pacte::aid
