#include "decision/budgeting/phragmen.hpp"

#include <algorithm>

namespace pacte::decision::budgeting {

Phragmen::Phragmen(Count const& count)
    : count_{count},
      eligibility_{count.election, count.constraints},
      costs_(count.election.projects.size()),
      sums_(count.election.projects.size()),
      last_(count.election.ballots.size(), -1) {
  auto const& election = count.election;
  Int128 const one = Int128{1} << load_bits;
  for (ProjectIndex p = 0; p < election.projects.size(); ++p) {
    auto const cost = election.projects[p].cost;
    if (cost > election.budget || count.utilities.support(p) == 0) continue;
    costs_[p] = {divide_down(cost * one, election.budget), divide_up(cost * one, election.budget)};
    open_.push_back(p);
  }
}

Phragmen::Bounds Phragmen::bounds(ProjectIndex project) const {
  Int128 const support = count_.utilities.support(project);
  return {divide_down(costs_[project].low + sums_[project], support),
          divide_up(costs_[project].high + sums_[project], support) + error_};
}

// The projects with the least load, all exactly equal.
std::vector<ProjectIndex> Phragmen::cheapest() {
  std::erase_if(open_, [this](ProjectIndex p) { return eligibility_.closed(p); });
  std::vector<std::pair<ProjectIndex, Bounds>> all;
  std::optional<Int128> best;
  for (auto const project : open_) {
    if (eligibility_.waiting(project)) continue;
    all.emplace_back(project, bounds(project));
    if (!best || all.back().second.high < *best) best = all.back().second.high;
  }
  std::vector<ProjectIndex> close;
  for (auto const& [project, load] : all) {
    if (load.low <= *best) close.push_back(project);
  }
  return close.size() > 1 ? settle(close) : close;
}

std::vector<ProjectIndex> Phragmen::settle(std::vector<ProjectIndex> const& close) {
  std::vector<ProjectIndex> equal;
  std::optional<Rational> lowest;
  for (auto const project : close) {
    auto const load = exact_load(project, counts(project));
    if (!lowest || load < *lowest) {
      lowest = load;
      equal.clear();
    }
    if (load == *lowest) equal.push_back(project);
  }
  by_precedence(count_, equal);
  return equal;
}

// By past round: the supporters of a project, as voters, who carry its load.
std::vector<std::uint64_t> Phragmen::counts(ProjectIndex project) const {
  std::vector<std::uint64_t> made(exact_.size());
  for (auto const& [ballot, weight] : count_.utilities.supporters(project)) {
    if (last_[ballot] >= 0) made[static_cast<std::size_t>(last_[ballot])] += weight;
  }
  return made;
}

Rational Phragmen::exact_load(ProjectIndex project, std::vector<std::uint64_t> const& counts) {
  Rational sum{count_.election.projects[project].cost};
  for (std::size_t round = 0; round < counts.size(); ++round) {
    if (counts[round] != 0) sum += Rational{counts[round]} * load_of(round);
  }
  return sum / Rational{count_.utilities.support(project)};
}

Rational const& Phragmen::load_of(std::size_t round) {
  auto& exact = exact_[round];
  if (!exact.load) exact.load = exact_load(exact.project, exact.counts);
  return *exact.load;
}

PhragmenRound Phragmen::carry(ProjectIndex project) {
  auto const& ballots = count_.election.ballots;
  auto const [low, high] = bounds(project);
  exact_.push_back({project, counts(project), std::nullopt});
  auto const round = static_cast<std::int32_t>(rounds_.size());
  for (auto const& [ballot, weight] : count_.utilities.supporters(project)) {
    auto const before = std::exchange(last_[ballot], round);
    auto const added = low - (before < 0 ? 0 : rounds_[static_cast<std::size_t>(before)].load_low);
    auto choice = ballots.start(ballot);
    for (auto const other : ballots.projects(ballot)) {
      if (count_.utilities.value_of_choice(choice++) != 0) sums_[other] += added * weight;
    }
  }
  error_ = std::max(error_, high - low);
  std::erase(open_, project);
  rounds_.push_back({project, low, high});
  return rounds_.back();
}

PhragmenCount Phragmen::run(Observer const& observer) {
  auto const& election = count_.election;
  PhragmenCount made;
  for (auto next = cheapest(); !next.empty(); next = cheapest()) {
    auto const left = election.budget - made.outcome.total_cost;
    if (observer) observer(State{*this}, bounds(next.front()).low, left);
    if (std::ranges::any_of(next, [&](auto p) { return election.projects[p].cost > left; })) {
      made.stopped_by = next;
      break;
    }
    auto const project = next.front();
    if (next.size() > 1) made.outcome.ties.push_back({made.outcome.selected.size(), next});
    eligibility_.choose(project);
    made.rounds.push_back(carry(project));
    choose(made.outcome, election, project);
  }
  return made;
}

}  // namespace pacte::decision::budgeting
