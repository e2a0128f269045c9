// What a set of projects must keep to, besides the budget.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "decision/budgeting/election.hpp"

namespace pacte::decision::budgeting {

/// A part of the budget that some projects may not exceed together (a category, a district).
struct GroupBudget {
  std::string name;
  std::vector<ProjectIndex> projects;
  Amount limit = 0;
};

struct Dependency {
  ProjectIndex project = 0;
  ProjectIndex needs = 0;  // chosen before it, or not at all
};

struct Constraints {
  std::vector<GroupBudget> groups{};
  std::vector<std::vector<ProjectIndex>> exclusive{};  // at most one of each list
  std::vector<Dependency> dependencies{};
  std::uint64_t minimum_votes = 0;  // voters who named the project

  bool none() const {
    return groups.empty() && exclusive.empty() && dependencies.empty() && minimum_votes == 0;
  }
};

/// Refused: an unknown project, a negative limit, dependencies in a circle.
Result<void> check(Election const& election, Constraints const& constraints);

/// Why a project cannot be chosen now.
enum class Barrier { none, minimum_votes, group_budget, exclusive, dependency };

/// The constraints while projects are being chosen. A barrier stays once it is there, except
/// `dependency`, which falls when the other project is chosen.
class Eligibility {
 public:
  Eligibility(Election const& election, Constraints const& constraints);

  Barrier barrier(ProjectIndex project) const;
  bool waiting(ProjectIndex project) const { return barrier(project) == Barrier::dependency; }
  bool closed(ProjectIndex project) const {
    auto const met = barrier(project);
    return met != Barrier::none && met != Barrier::dependency;
  }
  void choose(ProjectIndex project);
  /// The projects that wait for this one.
  std::vector<ProjectIndex> const& dependents(ProjectIndex project) const {
    return rows_[project].dependents;
  }

 private:
  struct Row {
    std::vector<std::uint32_t> groups{};
    std::vector<std::uint32_t> exclusive{};
    std::vector<ProjectIndex> needs{};
    std::vector<ProjectIndex> dependents{};
    bool supported = true;
    bool chosen = false;
  };

  Election const& election_;
  Constraints const& constraints_;
  bool none_;
  std::vector<Row> rows_;
  std::vector<Amount> spent_;  // by group
  std::vector<bool> taken_;    // by exclusive list
};

}  // namespace pacte::decision::budgeting
