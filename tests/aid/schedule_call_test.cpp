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

TEST_P(ScheduleCallTest, tracksPrintedByADocumentMakeACallWithoutDate) {
  auto tracked = instrument("a/aap", "AAP Recherche");
  tracked["type"] = "call for projects";
  tracked["eligibility"] = {"volet 1 : interdisciplinaire", "volet 2 : exploratoire"};
  add(instrument_kind(), tracked);
  EXPECT_EQ(describe().calls, 1U);
  EXPECT_EQ(describe().calls, 0U);
  auto reading = database().read();
  auto const found = calls_of(reading, "a/aap");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].opens || found[0].closes);
  ASSERT_EQ(found[0].tracks.size(), 2U);
  EXPECT_EQ(found[0].tracks[1],
            (Track{.label = "Volet 2", .criteria = {"exploratoire"}, .rule = "volet_2"}));
  EXPECT_TRUE(found[0].calendar.empty());
}

TEST_P(ScheduleCallTest, keepsTheDaysOfItsCalendar) {
  describe();
  auto dated = planned();
  dated.calendar = {{"Jury", "2026-05-12"}, {"Versement"}};
  ASSERT_TRUE(schedule_call(database(), noon, officer("ada"), dated));
  auto reading = database().read();
  EXPECT_EQ(call(reading, "a/fund", 1)->calendar, dated.calendar);
  EXPECT_EQ(last_entry().entry.payload["calendar"][0]["date"], "2026-05-12");
}

PACTE_ON_BOTH_DATABASES(ScheduleCallTest);

}  // namespace
}  // namespace pacte::aid
