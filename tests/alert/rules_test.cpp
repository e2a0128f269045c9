// What is worth telling of a call, hour by hour.
#include "alert/rules.hpp"

#include <gmock/gmock.h>

namespace pacte::alert {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");
constexpr std::chrono::hours a_day{24};

std::vector<std::string> names(std::vector<Event> const& events) {
  std::vector<std::string> all;
  for (auto const& event : events)
    all.push_back(event.name.substr(0, event.name.find(':')));
  return all;
}

aid::Call call() {
  return {.scheme = "a/fund", .number = 1, .opens = noon + 10 * a_day, .closes = noon + 40 * a_day};
}

std::vector<std::string> at(Instant now) {
  return names(call_events(call(), now, noon));
}

TEST(AlertRulesTest, aCallIsAnnouncedOpensAndCloses) {
  EXPECT_THAT(at(noon), ElementsAre("published"));
  EXPECT_THAT(at(noon + 10 * a_day), ElementsAre("published", "opening"));
  EXPECT_THAT(at(noon + 33 * a_day - std::chrono::minutes{1}), ElementsAre("published", "opening"));
  EXPECT_THAT(at(noon + 33 * a_day), ElementsAre("published", "opening", "closing"));
  EXPECT_THAT(at(noon + 40 * a_day), IsEmpty());
}

TEST(AlertRulesTest, anOpeningBeforeOneListenedIsNoNews) {
  EXPECT_THAT(names(call_events(call(), noon + 20 * a_day, noon + 15 * a_day)),
              ElementsAre("published"));
}

TEST(AlertRulesTest, aMovedClosingIsAnotherEvent) {
  auto moved = call();
  *moved.closes += a_day;
  auto const now = noon + 39 * a_day;
  auto const before = call_events(call(), now, noon);
  auto const after = untold(call_events(moved, now, noon), {before.begin(), before.end()});
  EXPECT_THAT(names(after), ElementsAre("closing"));
}

TEST(AlertRulesTest, aCancellationIsForWhoeverKnewOfTheCall) {
  auto cancelled = call();
  cancelled.cancelled = true;
  auto const events = call_events(cancelled, noon, noon);
  EXPECT_THAT(names(untold(events, {})), IsEmpty());
  EXPECT_THAT(names(untold(events, {{"a/fund/1", "published"}})), ElementsAre("cancelled"));
}

TEST(AlertRulesTest, aCallWithoutDatesIsNotTold) {
  EXPECT_THAT(call_events({.scheme = "a/fund", .number = 1}, noon, noon), IsEmpty());
}

}  // namespace
}  // namespace pacte::alert
