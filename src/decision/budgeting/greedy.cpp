#include "decision/budgeting/greedy.hpp"

#include <algorithm>

namespace pacte::decision::budgeting {

namespace {

// Satisfaction per unit of cost, as a fraction; free and supported is 1/0, above all others.
struct Density {
  Int128 total;
  Int128 unit;
};

Density density(Count const& count, ProjectIndex project) {
  Int128 const total = count.utilities.total(project);
  Int128 const cost = count.election.projects[project].cost;
  if (total == 0) return {0, 1};
  if (cost == 0) return {1, 0};
  return {total, count.utilities.times_cost() ? 1 : cost};
}

void record_ties(Count const& count, std::vector<ProjectIndex> const& order, Outcome& outcome) {
  for (std::size_t i = 0; i < order.size();) {
    auto end = i + 1;
    while (end < order.size() && compare_density(count, order[i], order[end]) == 0)
      ++end;
    if (end - i > 1 && count.utilities.total(order[i]) > 0) {
      outcome.ties.push_back({i,
                              {order.begin() + static_cast<std::ptrdiff_t>(i),
                               order.begin() + static_cast<std::ptrdiff_t>(end)}});
    }
    i = end;
  }
}

}  // namespace

std::strong_ordering compare_density(Count const& count, ProjectIndex left, ProjectIndex right) {
  auto const a = density(count, left);
  auto const b = density(count, right);
  return b.total * a.unit <=> a.total * b.unit;
}

GreedyCount greedy(Count const& count) {
  return greedy_from(count, {});
}

GreedyCount greedy_from(Count const& count, Outcome start) {
  auto const& election = count.election;
  GreedyCount made{.outcome = std::move(start), .steps = {}};
  Eligibility eligibility{election, count.constraints};
  for (auto const project : made.outcome.selected)
    eligibility.choose(project);
  auto const kept = chosen(election, made.outcome);
  std::vector<ProjectIndex> pending;
  for (ProjectIndex p = 0; p < election.projects.size(); ++p) {
    if (!kept[p]) pending.push_back(p);
  }
  std::ranges::sort(pending, [&](ProjectIndex left, ProjectIndex right) {
    auto const order = compare_density(count, left, right);
    return order != 0 ? order < 0 : count.precedence[left] < count.precedence[right];
  });
  record_ties(count, pending, made.outcome);
  for (std::size_t i = 0; i < pending.size();) {
    auto const project = pending[i];
    auto const barrier = eligibility.barrier(project);
    if (barrier == Barrier::dependency) {
      ++i;
      continue;
    }
    pending.erase(pending.begin() + static_cast<std::ptrdiff_t>(i));
    auto const left = election.budget - made.outcome.total_cost;
    bool const taken = barrier == Barrier::none && election.projects[project].cost <= left;
    made.steps.push_back({project, left, barrier, taken});
    if (!taken) continue;
    eligibility.choose(project);
    choose(made.outcome, election, project);
    // Better ones may have waited for it.
    if (!eligibility.dependents(project).empty()) i = 0;
  }
  for (auto const project : pending) {
    made.steps.push_back(
        {project, election.budget - made.outcome.total_cost, Barrier::dependency, false});
  }
  return made;
}

}  // namespace pacte::decision::budgeting
