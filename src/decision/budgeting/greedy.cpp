#include "decision/budgeting/greedy.hpp"

#include <algorithm>

namespace pacte::decision::budgeting {

namespace {

// Satisfaction per unit of cost, as a fraction; free and supported is 1/0, above all others.
struct Density {
  Int128 total;
  Int128 unit;

  auto operator<=>(Density const& other) const { return total * other.unit <=> other.total * unit; }
  bool operator==(Density const& other) const { return (*this <=> other) == 0; }
};

Density density(Count const& count, std::uint64_t total, Amount cost) {
  if (total == 0) return {0, 1};
  if (cost == 0) return {1, 0};
  return {static_cast<Int128>(total), count.utilities.times_cost() ? Int128{1} : Int128{cost}};
}

Density density(Count const& count, ProjectIndex project) {
  return density(count, count.utilities.total(project), count.election.projects[project].cost);
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
  return density(count, right) <=> density(count, left);
}

GreedyCount greedy(Count const& count) {
  return greedy_from(count, {});
}

namespace {

// The walk, with one project changed if `change` is there.
GreedyCount walk(Count const& count, Outcome start, Change const* change) {
  auto const& election = count.election;
  GreedyCount made{.outcome = std::move(start), .steps = {}};
  Eligibility eligibility{election, count.constraints};
  for (auto const project : made.outcome.selected)
    eligibility.choose(project);
  auto const kept = chosen(election, made.outcome);
  std::vector<ProjectIndex> pending;
  std::vector<Density> densities;
  for (ProjectIndex p = 0; p < election.projects.size(); ++p) {
    if (!kept[p]) pending.push_back(p);
    densities.push_back(density(count, p));
  }
  if (change != nullptr) {
    densities[change->project] = density(count, change->total, change->cost);
  }
  std::ranges::sort(pending, [&](ProjectIndex left, ProjectIndex right) {
    auto const order = densities[right] <=> densities[left];
    return order != 0 ? order < 0 : count.precedence[left] < count.precedence[right];
  });
  if (change == nullptr) record_ties(count, pending, made.outcome);
  for (std::size_t i = 0; i < pending.size();) {
    auto const project = pending[i];
    auto const barrier = eligibility.barrier(project);
    if (barrier == Barrier::dependency) {
      ++i;
      continue;
    }
    pending.erase(pending.begin() + static_cast<std::ptrdiff_t>(i));
    auto const left = election.budget - made.outcome.total_cost;
    bool const changed = change != nullptr && change->project == project;
    auto const cost = changed ? change->cost : election.projects[project].cost;
    bool const taken = barrier == Barrier::none && cost <= left;
    made.steps.push_back({project, left, barrier, taken});
    if (changed) break;
    if (!taken) continue;
    eligibility.choose(project);
    choose(made.outcome, election, project);
    // Better ones may have waited for it.
    if (!eligibility.dependents(project).empty()) i = 0;
  }
  if (change == nullptr) {
    auto const left = election.budget - made.outcome.total_cost;
    for (auto const p : pending)
      made.steps.push_back({p, left, Barrier::dependency, false});
  }
  return made;
}

}  // namespace

GreedyCount greedy_from(Count const& count, Outcome start) {
  return walk(count, std::move(start), nullptr);
}

bool greedy_takes(Count const& count, Outcome const& start, Change const& change) {
  auto const made = walk(count, start, &change);
  return !made.steps.empty() && made.steps.back().project == change.project &&
         made.steps.back().taken;
}

}  // namespace pacte::decision::budgeting
