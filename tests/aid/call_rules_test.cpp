#include "aid/call_rules.hpp"

#include <gtest/gtest.h>

#include "aid/call_form.hpp"
#include "aid/paris_time.hpp"

namespace pacte::aid {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

Instant at(char const* iso) {
  return parse_instant(iso).value();
}

TEST(CallState, followsTheClock) {
  using enum CallState;
  Call call{.label = "Appel",
            .opens = at("2026-03-01T08:00:00.000Z"),
            .closes = at("2026-04-30T10:00:00.000Z")};
  EXPECT_EQ(call_state(call, at("2026-03-01T07:59:59.999Z")), announced);
  EXPECT_EQ(call_state(call, at("2026-03-01T08:00:00.000Z")), open);
  EXPECT_EQ(call_state(call, at("2026-04-16T09:59:59.999Z")), open);
  EXPECT_EQ(call_state(call, at("2026-04-16T10:00:00.000Z")), closing_soon);
  EXPECT_EQ(call_state(call, at("2026-04-30T09:59:59.999Z")), closing_soon);
  EXPECT_EQ(call_state(call, at("2026-04-30T10:00:00.000Z")), closed);
  call.cancelled = true;
  EXPECT_EQ(call_state(call, at("2026-04-01T00:00:00.000Z")), cancelled);
  EXPECT_EQ(call_state(Call{}, at("2026-04-01T00:00:00.000Z")), undated);
}

TEST(CallFaults, nameTheField) {
  Call call;
  call.tracks = {{.label = "", .criteria = {"Un critère"}}};
  auto const faults = call_faults(call);
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].field, "label");
  EXPECT_EQ(faults[1].field, "opens-date");
  EXPECT_EQ(faults[2].field, "track-1-label");
  Call const backwards{.label = "Appel",
                       .opens = at("2026-04-30T10:00:00.000Z"),
                       .closes = at("2026-04-30T10:00:00.000Z")};
  EXPECT_EQ(call_faults(backwards).front().field, "closes-date");
}

TEST(CallFaults, refuseAStepWithoutNameOrOnADayThatDoesNotExist) {
  Call const call{.label = "Appel",
                  .opens = at("2026-04-30T10:00:00.000Z"),
                  .calendar = {{"", "2026-05-12"}, {"Jury", "2026-02-30"}, {"Jury", "2026-05"}}};
  auto const faults = call_faults(call);
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].field, "step-1-label");
  EXPECT_EQ(faults[1].field, "step-2-date");
  EXPECT_EQ(faults[2].field, "step-3-date");
}

TEST(TracksIn, gathersTheCriteriaOfEachTrack) {
  auto const tracks =
      tracks_in({"recherche nouvelle", "volet 1 : interdisciplinaire", "volet 1 : peu exploré",
                 "Volet 2 : exploratoire", "cohérence : avec l’établissement"});
  ASSERT_EQ(tracks.size(), 2U);
  EXPECT_EQ(tracks[0], (Track{.label = "Volet 1",
                              .criteria = {"interdisciplinaire", "peu exploré"},
                              .rule = "volet_1"}));
  EXPECT_EQ(tracks[1].label, "Volet 2");
  EXPECT_TRUE(tracks_in({"volet digital : process", "volets santé, social", "volet"}).empty());
  EXPECT_TRUE(tracks_in({"volet 1 ou volet 2 : au choix", "volet : seul"}).empty());
}

TEST(SomethingToCome, isADateAhead) {
  auto const now = at("2026-05-12T18:00:00.000Z");
  EXPECT_FALSE(has_something_to_come({}, now));
  EXPECT_FALSE(has_something_to_come({.closes = at("2017-03-17T23:00:00.000Z")}, now));
  EXPECT_TRUE(has_something_to_come({.closes = at("2026-05-13T10:00:00.000Z")}, now));
  EXPECT_TRUE(has_something_to_come({.calendar = {{"Jury", "2026-05-12"}}}, now));
  EXPECT_FALSE(has_something_to_come({.calendar = {{"Jury", "2026-05-11"}, {"Suite"}}}, now));
}

TEST(ClosingDayIn, readsWholeDatesAndNothingElse) {
  EXPECT_EQ(closing_day_in("clos 17 mars 2017"), year_month_day(year{2017}, month{3}, day{17}));
  EXPECT_EQ(closing_day_in("Clôture : 1er décembre 2024 à midi"),
            year_month_day(year{2024}, month{12}, day{1}));
  EXPECT_EQ(closing_day_in("jusqu’au 5 août 2023."), year_month_day(year{2023}, month{8}, day{5}));
  for (auto const* text : {"lancé décembre 2016", "ouvert jusqu’en 2023", "date : été 2024",
                           "clos mars 2017", "clos 31 février 2017", "17 mars 2017", "clos"}) {
    EXPECT_FALSE(closing_day_in(text)) << text;
  }
}

TEST(ParisTime, knowsSummerAndWinter) {
  EXPECT_EQ(paris_instant("2026-11-30", "12:00"), at("2026-11-30T11:00:00.000Z"));
  EXPECT_EQ(paris_instant("2026-07-14", "12:00"), at("2026-07-14T10:00:00.000Z"));
  EXPECT_FALSE(paris_instant("2026-03-29", "02:30"));                               // skipped
  EXPECT_EQ(paris_instant("2026-10-25", "02:30"), at("2026-10-25T00:30:00.000Z"));  // comes twice
  for (auto const& [day, hour] :
       {std::pair{"2026-02-30", "12:00"}, std::pair{"2026-11", "12:00"},
        std::pair{"2026-11-30", "24:00"}, std::pair{"2026-11-30", "12h00"}}) {
    EXPECT_FALSE(paris_instant(day, hour)) << day << hour;
  }
  EXPECT_EQ(in_paris(at("2026-11-30T23:30:00.000Z")).day, "2026-12-01");
}

TEST(CallForm, isReadBackAsFilled) {
  Call call{.scheme = "a/fund",
            .number = 2,
            .label = "Appel",
            .kind = CallKind::interest,
            .opens = at("2026-03-01T08:00:00.000Z"),
            .closes = at("2026-04-30T10:00:00.000Z"),
            .summary = "Des projets",
            .jury = {"Une élue", "Un chercheur"},
            .calendar = {{"Auditions", "2026-05-12"}, {"Versement"}},
            .tracks = {{.label = "Volet 1",
                        .criteria = {"Nouveau"},
                        .envelope = Euros{5'000'00},
                        .rule = "volet_1"}}};
  auto const form = form_of(call, Digits::french);
  web::FormReader reader{form, web::Locale::fr};
  auto const read = read_call(reader, {.scheme = "a/fund", .number = 2});
  reader.refuse_unknown();
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(read.label, call.label);
  EXPECT_EQ(read.kind, call.kind);
  EXPECT_EQ(read.opens, call.opens);
  EXPECT_EQ(read.closes, call.closes);
  EXPECT_EQ(read.jury, call.jury);
  EXPECT_EQ(read.calendar, call.calendar);
  EXPECT_EQ(read.tracks, call.tracks);
}

TEST(CallForm, refusesHalfAMomentAndAnUnknownField) {
  web::Parameters given;
  given.add("kind", "projects");
  given.add("opens-hour", "12:00");
  given.add("closes-date", "2026-04-30");
  given.add("surplus", "1");
  web::FormReader reader{given, web::Locale::fr};
  read_call(reader, {});
  reader.refuse_unknown();
  ASSERT_EQ(reader.errors().size(), 3U);
  EXPECT_EQ(reader.errors()[0].field, "opens-date");
  EXPECT_EQ(reader.errors()[1].field, "closes-hour");
  EXPECT_EQ(reader.errors()[2].field, "surplus");
}

}  // namespace
}  // namespace pacte::aid
