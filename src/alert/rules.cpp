#include "alert/rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aid/call_rules.hpp"

namespace pacte::alert {
namespace {

constexpr auto published = "published";
constexpr auto cancelled = "cancelled";

bool is_to_be_read(aid::CallState state) {
  using enum aid::CallState;
  return state == announced || state == open || state == closing_soon;
}

}  // namespace

std::string_view about_name(About about) {
  return about == About::calls ? "appels" : "dispositifs";
}

std::optional<About> parse_about(std::string_view name) {
  for (auto const about : {About::calls, About::schemes}) {
    if (name == about_name(about)) return about;
  }
  return std::nullopt;
}

std::string subject_of(aid::Call const& call) {
  return fmt::format("{}/{}", call.scheme, call.number);
}

std::vector<Event> call_events(aid::Call const& call, Instant now, Instant since) {
  auto const state = aid::call_state(call, now);
  auto const subject = subject_of(call);
  std::vector<Event> events;
  if (is_to_be_read(state)) events.push_back({subject, published});
  bool const running = is_to_be_read(state) && state != aid::CallState::announced;
  if (running && call.opens && *call.opens > since)
    events.push_back({subject, "opening:" + to_iso(*call.opens)});
  if (running && call.closes && *call.closes - now <= closing_within)
    events.push_back({subject, "closing:" + to_iso(*call.closes)});
  if (call.cancelled) events.push_back({subject, cancelled});
  return events;
}

std::vector<Event> untold(std::vector<Event> events, std::set<Event> const& told) {
  std::erase_if(events, [&](Event const& event) {
    return told.contains(event) ||
           (event.name == cancelled && !told.contains({event.subject, published}));
  });
  return events;
}

}  // namespace pacte::alert
