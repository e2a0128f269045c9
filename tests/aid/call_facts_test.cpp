#include "aid/call_facts.hpp"

#include <gtest/gtest.h>

#include "rule/calendar.hpp"
#include "rule/library.hpp"

namespace pacte::aid {
namespace {

rule::CheckedVocabulary const& words() {
  static auto const read = rule::read_vocabulary(R"(vocabulaire v
fait appel.ouverture : date, fourni question "?"
fait appel.cloture : date, fourni question "?"
fait appel.depot : date, fourni question "?"
fait appel.volet : texte, fourni question "?"
fait demandeur.handicap : oui ou non question "?")");
  EXPECT_FALSE(has_error(read.faults));
  return read;
}

Instant at(char const* iso) {
  return parse_instant(iso).value();
}

Call window(std::int64_t number, char const* opens, char const* closes) {
  return {.scheme = "a/fund", .number = number, .opens = at(opens), .closes = at(closes)};
}

class Known {
 public:
  explicit Known(rule::Facts facts) : facts_{std::move(facts)} {}
  [[nodiscard]] std::string day(std::string_view name) const {
    auto const fact = *words().vocabulary.find(name);
    if (!facts_.known(fact)) return "";
    return rule::to_day_text(facts_.at(static_cast<std::size_t>(fact)).least);
  }
  [[nodiscard]] std::string text(std::string_view name) const {
    auto const fact = *words().vocabulary.find(name);
    if (!facts_.known(fact)) return "";
    return facts_.text(facts_.at(static_cast<std::size_t>(fact)).least);
  }

 private:
  rule::Facts facts_;
};

std::int64_t const today = *rule::parse_day("2026-04-10");

TEST(CallFacts, AreThoseOfTheWindowInParis) {
  auto call = window(1, "2026-02-28T23:30:00.000Z", "2026-04-30T22:00:00.000Z");
  call.tracks = {{.label = "Volet unique"}};
  Known const known{with_call(rule::Facts{words().vocabulary, today}, &call, today)};
  EXPECT_EQ(known.day("appel.ouverture"), "2026-03-01");
  EXPECT_EQ(known.day("appel.cloture"), "2026-04-30") << "midnight ends the day before";
  EXPECT_EQ(known.day("appel.depot"), "2026-04-10");
  EXPECT_EQ(known.text("appel.volet"), "Volet unique");
  call.tracks.push_back({.label = "Un autre"});
  Known const open{with_call(rule::Facts{words().vocabulary, today}, &call, today)};
  EXPECT_EQ(open.text("appel.volet"), "");
}

TEST(CallFacts, StayUnknownWithoutACallAndAsGivenWhenKnown) {
  rule::Facts facts{words().vocabulary, today};
  EXPECT_EQ(Known{with_call(facts, nullptr, today)}.day("appel.depot"), "");
  auto const call = window(1, "2026-03-01T08:00:00.000Z", "2026-04-30T10:00:00.000Z");
  auto const given = *rule::parse_day("2026-05-02");
  facts.set(*words().vocabulary.find("appel.depot"), {given, given});
  EXPECT_EQ(Known{with_call(facts, &call, today)}.day("appel.depot"), "2026-05-02");
}

TEST(CallFacts, OnlyRulesThatAskForThemReadThem) {
  auto const reads = [](std::string const& condition) {
    auto const read = rule::read_scheme(
        "dispositif d titre \"D\"\ncondition c \"C\" source \"s\" lignes 1 : " + condition,
        words().vocabulary);
    EXPECT_TRUE(read.good());
    return reads_call(read.program, words().vocabulary);
  };
  EXPECT_TRUE(reads("appel.depot <= appel.cloture"));
  EXPECT_FALSE(reads("demandeur.handicap"));
}

TEST(NearestCalls, AreOpenBeforeAnnouncedThenCloseFirst) {
  auto const now = at("2026-04-10T08:00:00.000Z");
  auto const nearest =
      nearest_calls({window(1, "2026-04-20T08:00:00.000Z", "2026-04-25T08:00:00.000Z"),
                     window(2, "2026-03-01T08:00:00.000Z", "2026-06-30T08:00:00.000Z"),
                     window(3, "2026-03-01T08:00:00.000Z", "2026-05-30T08:00:00.000Z"),
                     window(4, "2026-01-01T08:00:00.000Z", "2026-02-01T08:00:00.000Z")},
                    now);
  ASSERT_EQ(nearest.size(), 1U);
  EXPECT_EQ(nearest.at("a/fund").number, 3);
}

}  // namespace
}  // namespace pacte::aid
