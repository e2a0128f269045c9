#include "aid/call_facts.hpp"

#include <algorithm>

#include "aid/call_rules.hpp"
#include "aid/paris_time.hpp"
#include "rule/calendar.hpp"

namespace pacte::aid {
namespace {

bool is_awaited(CallState state) {
  return state == CallState::open || state == CallState::closing_soon ||
         state == CallState::announced;
}

// Without a closing, last.
bool nearer(Call const& left, Call const& right, Instant now) {
  auto const rank = [&](Call const& call) {
    return std::pair{call_state(call, now) == CallState::announced,
                     call.closes.value_or(Instant::max())};
  };
  return rank(left) < rank(right);
}

// The place of a fact that the platform supplies, is of this kind and is not known yet.
std::optional<int> awaited(rule::Facts const& facts, std::string_view name, rule::Kind kind) {
  auto const found = facts.vocabulary().find(name);
  if (!found || facts.known(*found)) return std::nullopt;
  auto const& fact = facts.vocabulary().facts[static_cast<std::size_t>(*found)];
  return fact.supplied && fact.type.kind == kind ? found : std::nullopt;
}

void set_day(rule::Facts& facts, std::string_view name, std::optional<std::int64_t> day) {
  auto const fact = awaited(facts, name, rule::Kind::date);
  if (fact && day) facts.set(*fact, {*day, *day});
}

std::optional<std::int64_t> day_of(std::optional<Instant> const& instant) {
  if (!instant) return std::nullopt;
  return rule::parse_day(in_paris(*instant).day);
}

}  // namespace

std::map<std::string, Call> nearest_calls(std::vector<Call> calls, Instant now) {
  std::map<std::string, Call> nearest;
  for (auto& call : calls) {
    if (!is_awaited(call_state(call, now))) continue;
    auto const found = nearest.find(call.scheme);
    if (found == nearest.end()) {
      nearest.emplace(call.scheme, std::move(call));
    } else if (nearer(call, found->second, now)) {
      found->second = std::move(call);
    }
  }
  return nearest;
}

bool reads_call(rule::Program const& program, rule::Vocabulary const& words) {
  return std::ranges::any_of(program.facts, [&](int fact) {
    return words.facts[static_cast<std::size_t>(fact)].supplied;
  });
}

rule::Facts with_call(rule::Facts facts, Call const* call, std::int64_t day) {
  if (call == nullptr) return facts;
  set_day(facts, "appel.ouverture", day_of(call->opens));
  // Nothing is taken from the closing on: one that falls at midnight ends the day before.
  auto const last = call->closes ? std::optional{*call->closes - std::chrono::seconds{1}}
                                 : std::optional<Instant>{};
  set_day(facts, "appel.cloture", day_of(last));
  set_day(facts, "appel.depot", day);
  auto const track = awaited(facts, "appel.volet", rule::Kind::text);
  if (track && call->tracks.size() == 1) facts.set_text(*track, call->tracks.front().label);
  return facts;
}

}  // namespace pacte::aid
