#include "aid/call_rules.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace pacte::aid {
namespace {

constexpr std::chrono::days soon{14};

struct StateNames {
  CallState state;
  std::string_view name;
  std::string_view label;
};
constexpr std::array<StateNames, 6> states{{
    {CallState::cancelled, "cancelled", "Annulé"},
    {CallState::undated, "undated", "Sans date"},
    {CallState::announced, "announced", "Annoncé"},
    {CallState::open, "open", "Ouvert"},
    {CallState::closing_soon, "closing_soon", "Clôture proche"},
    {CallState::closed, "closed", "Clos"},
}};

constexpr std::array<std::string_view, 12> months{"janvier",   "fevrier", "mars",     "avril",
                                                  "mai",       "juin",    "juillet",  "aout",
                                                  "septembre", "octobre", "novembre", "decembre"};

std::optional<std::chrono::year_month_day> date_of(std::string_view day, std::string_view month,
                                                   std::string_view year) {
  auto const found = std::ranges::find(months, month);
  auto const number = day == "1er" ? std::optional<std::int64_t>{1} : parse_integer(day);
  auto const of_year = parse_integer(year.substr(0, 4));
  if (found == months.end() || !number || !of_year || year.size() < 4) return std::nullopt;
  auto const position = static_cast<unsigned>(found - months.begin()) + 1;
  std::chrono::year_month_day const date{std::chrono::year{static_cast<int>(*of_year)},
                                         std::chrono::month{position},
                                         std::chrono::day{static_cast<unsigned>(*number)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

}  // namespace

CallState call_state(Call const& call, Instant now) {
  using enum CallState;
  if (call.cancelled) return cancelled;
  if (!call.opens && !call.closes) return undated;
  if (call.opens && now < *call.opens) return announced;
  if (!call.closes) return open;
  if (now >= *call.closes) return closed;
  return *call.closes - now <= soon ? closing_soon : open;
}

std::string_view call_state_name(CallState state) {
  return std::ranges::find(states, state, &StateNames::state)->name;
}

std::string_view call_state_label(CallState state) {
  return std::ranges::find(states, state, &StateNames::state)->label;
}

std::string_view call_kind_name(CallKind kind) {
  return kind == CallKind::projects ? "projects" : "interest";
}

std::string_view call_kind_label(CallKind kind) {
  return kind == CallKind::projects ? "Appel à projets" : "Appel à manifestation d’intérêt";
}

std::vector<FieldError> call_faults(Call const& call) {
  std::vector<FieldError> faults;
  if (call.label.empty()) faults.push_back({"label", "Un appel a un nom."});
  if (!call.opens && !call.closes)
    faults.push_back({"opens-date", "Un appel a au moins un jour d’ouverture ou de clôture."});
  if (call.opens && call.closes && *call.closes <= *call.opens)
    faults.push_back({"closes-date", "La clôture vient après l’ouverture."});
  for (std::size_t i = 0; i < call.calendar.size(); ++i) {
    auto const& [label, day] = call.calendar[i];
    if (label.empty())
      faults.push_back({fmt::format("step-{}-label", i + 1), "Une étape du calendrier a un nom."});
    if (!day.empty() && !day_of(day))
      faults.push_back({fmt::format("step-{}-date", i + 1), "Ce jour n’existe pas : 2026-11-30."});
  }
  for (std::size_t i = 0; i < call.tracks.size(); ++i) {
    auto const& track = call.tracks[i];
    if (track.label.empty())
      faults.push_back({fmt::format("track-{}-label", i + 1), "Un volet a un nom."});
    if (track.envelope && track.envelope->cents < 0)
      faults.push_back(
          {fmt::format("track-{}-envelope", i + 1), "Une enveloppe n’est pas négative."});
  }
  return faults;
}

std::optional<std::chrono::year_month_day> closing_day_in(std::string_view sentence) {
  auto const folded = fold(sentence);
  auto const words = split(folded, ' ');
  constexpr std::array<std::string_view, 4> closing{"clos", "close", "cloture", "jusqu'au"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::ranges::find(closing, words[i]) == closing.end()) continue;
    auto at = i + 1;
    while (at < words.size() && (words[at] == "le" || words[at] == "au" || words[at] == ":"))
      ++at;
    if (at + 2 < words.size()) {
      if (auto const date = date_of(words[at], words[at + 1], words[at + 2])) return date;
    }
  }
  return std::nullopt;
}

std::optional<std::chrono::year_month_day> day_of(std::string const& iso) {
  auto const date = parse_partial_date(iso);
  // A month or an interval is no day.
  return date && !date->open_ended && date->first == date->last ? std::optional{date->first}
                                                                : std::nullopt;
}

std::vector<Track> tracks_in(Texts const& conditions) {
  static constexpr std::string_view named = "volet ";
  std::vector<Track> tracks;
  for (auto const& condition : conditions) {
    auto const colon = condition.find(':');
    if (colon == std::string::npos) continue;
    std::string const name{trim(std::string_view{condition}.substr(0, colon))};
    auto const folded = fold(name);
    auto const which = std::string_view{folded}.substr(std::min(named.size(), folded.size()));
    bool const one_word = !which.empty() && which.find(' ') == std::string_view::npos;
    if (!folded.starts_with(named) || !one_word) continue;
    auto const label = "V" + name.substr(1);
    auto found = std::ranges::find(tracks, label, &Track::label);
    if (found == tracks.end()) {
      auto rule = folded;
      std::ranges::replace(rule, ' ', '_');
      found = tracks.insert(tracks.end(), {.label = label, .rule = std::move(rule)});
    }
    found->criteria.emplace_back(trim(std::string_view{condition}.substr(colon + 1)));
  }
  return tracks.size() > 1 ? tracks : std::vector<Track>{};
}

bool has_something_to_come(Call const& call, Instant now) {
  if (call.opens > now || call.closes > now) return true;
  auto const today = std::chrono::floor<std::chrono::days>(now);
  return std::ranges::any_of(call.calendar, [&](CallStep const& step) {
    auto const day = day_of(step.day);
    return day && std::chrono::sys_days{*day} >= today;
  });
}

std::optional<CallKind> call_kind_of(std::string_view type) {
  if (type == "call for projects") return CallKind::projects;
  if (type == "call for expressions of interest") return CallKind::interest;
  return std::nullopt;
}

}  // namespace pacte::aid
