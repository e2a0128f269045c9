#include "decision/budgeting/constraints.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace pacte::decision::budgeting {

namespace {

// True when following `needs` from every project ends: projects without unmet needs are taken off
// until none is left.
bool without_circle(std::size_t projects, std::vector<Dependency> const& dependencies) {
  std::vector<std::size_t> unmet(projects);
  for (auto const& each : dependencies)
    ++unmet[each.project];
  std::vector<ProjectIndex> ready;
  for (ProjectIndex p = 0; p < projects; ++p) {
    if (unmet[p] == 0) ready.push_back(p);
  }
  std::size_t done = 0;
  while (done < ready.size()) {
    auto const met = ready[done++];
    for (auto const& each : dependencies) {
      if (each.needs == met && --unmet[each.project] == 0) ready.push_back(each.project);
    }
  }
  return ready.size() == projects;
}

}  // namespace

Result<void> check(Election const& election, Constraints const& constraints) {
  auto const count = election.projects.size();
  auto const known = [count](ProjectIndex project) { return project < count; };
  bool good = true;
  for (auto const& group : constraints.groups) {
    good = good && std::ranges::all_of(group.projects, known);
    if (group.limit < 0 || group.limit > largest_amount) {
      return fail(ProblemKind::invalid,
                  fmt::format("Le plafond de « {} » est hors des bornes.", group.name));
    }
  }
  for (auto const& list : constraints.exclusive)
    good = good && std::ranges::all_of(list, known);
  for (auto const& each : constraints.dependencies) {
    good = good && known(each.project) && known(each.needs);
  }
  if (!good) return fail(ProblemKind::invalid, "Une contrainte nomme un projet inconnu.");
  if (!without_circle(count, constraints.dependencies)) {
    return fail(ProblemKind::invalid,
                "Des projets dépendent les uns des autres en cercle : aucun ne pourrait être "
                "retenu. Ôtez une des dépendances.");
  }
  return {};
}

Eligibility::Eligibility(Election const& election, Constraints const& constraints)
    : election_{election},
      constraints_{constraints},
      none_{constraints.none()},
      rows_(election.projects.size()),
      spent_(constraints.groups.size()),
      taken_(constraints.exclusive.size()) {
  if (none_) return;
  for (std::uint32_t g = 0; g < constraints.groups.size(); ++g) {
    for (auto const project : constraints.groups[g].projects)
      rows_[project].groups.push_back(g);
  }
  for (std::uint32_t e = 0; e < constraints.exclusive.size(); ++e) {
    for (auto const project : constraints.exclusive[e])
      rows_[project].exclusive.push_back(e);
  }
  for (auto const& each : constraints.dependencies) {
    rows_[each.project].needs.push_back(each.needs);
    rows_[each.needs].dependents.push_back(each.project);
  }
  auto const votes = votes_by_project(election);
  for (ProjectIndex p = 0; p < rows_.size(); ++p) {
    rows_[p].supported = votes[p] >= constraints.minimum_votes;
  }
}

Barrier Eligibility::barrier(ProjectIndex project) const {
  if (none_) return Barrier::none;
  auto const& row = rows_[project];
  if (!row.supported) return Barrier::minimum_votes;
  auto const cost = election_.projects[project].cost;
  auto const full = [&](std::uint32_t g) {
    return spent_[g] + cost > constraints_.groups[g].limit;
  };
  if (std::ranges::any_of(row.groups, full)) return Barrier::group_budget;
  if (std::ranges::any_of(row.exclusive, [&](std::uint32_t e) { return taken_[e]; })) {
    return Barrier::exclusive;
  }
  bool const ready =
      std::ranges::all_of(row.needs, [&](ProjectIndex p) { return rows_[p].chosen; });
  return ready ? Barrier::none : Barrier::dependency;
}

void Eligibility::choose(ProjectIndex project) {
  if (none_) return;
  auto& row = rows_[project];
  row.chosen = true;
  for (auto const g : row.groups)
    spent_[g] += election_.projects[project].cost;
  for (auto const e : row.exclusive)
    taken_[e] = true;
}

}  // namespace pacte::decision::budgeting
