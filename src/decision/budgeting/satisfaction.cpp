#include "decision/budgeting/satisfaction.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace pacte::decision::budgeting {

namespace {

constexpr std::array<std::pair<Satisfaction, std::string_view>, 7> satisfaction_names{{
    {Satisfaction::cardinality, "cardinality"},
    {Satisfaction::cost, "cost"},
    {Satisfaction::additive, "additive"},
    {Satisfaction::borda, "borda"},
    {Satisfaction::harmonic, "harmonic"},
    {Satisfaction::first, "first"},
    {Satisfaction::all_but_last, "all-but-last"},
}};

// The least common multiple of 1 to 20, so that 1 / (j + 1) times it is whole.
constexpr std::uint32_t harmonic_scale = 232'792'560;
constexpr std::size_t longest_harmonic = 20;

bool positional(Satisfaction satisfaction) {
  return satisfaction == Satisfaction::borda || satisfaction == Satisfaction::harmonic ||
         satisfaction == Satisfaction::first || satisfaction == Satisfaction::all_but_last;
}

// The value at a place of a ranking.
std::uint32_t value_at(Satisfaction satisfaction, std::size_t place, std::size_t length) {
  switch (satisfaction) {
    case Satisfaction::borda: return static_cast<std::uint32_t>(length - 1 - place);
    case Satisfaction::harmonic: return harmonic_scale / static_cast<std::uint32_t>(place + 1);
    case Satisfaction::first: return place == 0 ? 1 : 0;
    case Satisfaction::all_but_last: return place + 1 < length ? 1 : 0;
    default: return 1;
  }
}

std::vector<std::uint32_t> values_of_choices(Election const& election, Satisfaction satisfaction) {
  auto const& ballots = election.ballots;
  std::vector<std::uint32_t> values;
  values.reserve(ballots.choices());
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    if (satisfaction == Satisfaction::additive) {
      auto const points = ballots.points(ballot);
      values.insert(values.end(), points.begin(), points.end());
      continue;
    }
    auto const length = ballots.projects(ballot).size();
    for (std::size_t place = 0; place < length; ++place) {
      values.push_back(value_at(satisfaction, place, length));
    }
  }
  return values;
}

Result<void> check(Election const& election, Satisfaction satisfaction) {
  if (satisfaction == Satisfaction::additive && !election.ballots.with_points()) {
    return fail(ProblemKind::invalid,
                "La satisfaction « additive » demande des bulletins à points (cumulative ou "
                "scoring) ; choisissez cardinality ou cost.");
  }
  if (!positional(satisfaction)) return {};
  if (election.vote_type != VoteType::ordinal) {
    return fail(ProblemKind::invalid,
                "Cette satisfaction dépend des rangs et demande des classements (ordinal) ; "
                "choisissez cardinality ou cost.");
  }
  if (satisfaction != Satisfaction::harmonic) return {};
  for (std::size_t ballot = 0; ballot < election.ballots.size(); ++ballot) {
    if (election.ballots.projects(ballot).size() > longest_harmonic) {
      return fail(ProblemKind::invalid,
                  "La satisfaction « harmonic » est limitée aux classements de 20 projets.");
    }
  }
  return {};
}

}  // namespace

std::string_view name_of(Satisfaction satisfaction) {
  return std::ranges::find(satisfaction_names, satisfaction,
                           [](auto const& pair) { return pair.first; })
      ->second;
}

std::optional<Satisfaction> satisfaction_named(std::string_view name) {
  auto const* found =
      std::ranges::find(satisfaction_names, name, [](auto const& pair) { return pair.second; });
  if (found == satisfaction_names.end()) return std::nullopt;
  return found->first;
}

Satisfaction usual_satisfaction(VoteType type) {
  if (has_points(type)) return Satisfaction::additive;
  return type == VoteType::ordinal ? Satisfaction::borda : Satisfaction::cost;
}

Result<Utilities> Utilities::of(Election const& election, Satisfaction satisfaction) {
  if (auto const good = check(election, satisfaction); !good) return std::unexpected{good.error()};
  Utilities made;
  made.satisfaction_ = satisfaction;
  if (satisfaction == Satisfaction::additive || positional(satisfaction)) {
    made.choice_values_ = values_of_choices(election, satisfaction);
  }
  auto const& ballots = election.ballots;
  auto const projects = election.projects.size();
  made.starts_.assign(projects + 1, 0);
  made.support_.assign(projects, 0);
  made.total_.assign(projects, 0);
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    auto choice = ballots.start(ballot);
    for (auto const project : ballots.projects(ballot)) {
      auto const value = made.value_of_choice(choice++);
      if (value == 0) continue;
      ++made.starts_[project + 1];
      made.support_[project] += ballots.weight(ballot);
      made.total_[project] += static_cast<std::uint64_t>(value) * ballots.weight(ballot);
    }
  }
  std::partial_sum(made.starts_.begin(), made.starts_.end(), made.starts_.begin());
  made.supporters_.resize(made.starts_.back());
  if (!made.choice_values_.empty()) made.values_.resize(made.starts_.back());
  auto next = made.starts_;
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    auto choice = ballots.start(ballot);
    for (auto const project : ballots.projects(ballot)) {
      auto const value = made.value_of_choice(choice++);
      if (value == 0) continue;
      auto const place = next[project]++;
      made.supporters_[place] = {static_cast<std::uint32_t>(ballot), ballots.weight(ballot)};
      if (!made.values_.empty()) made.values_[place] = value;
    }
  }
  return made;
}

}  // namespace pacte::decision::budgeting
