// What a rule is given, and what every rule answers.
#pragma once

#include <vector>

#include "decision/budgeting/constraints.hpp"
#include "decision/budgeting/election.hpp"
#include "decision/budgeting/satisfaction.hpp"
#include "decision/budgeting/ties.hpp"

namespace pacte::decision::budgeting {

/// An election ready to be counted. What it refers to must outlive it; itself, it is cheap to copy.
struct Count {
  Election const& election;
  Utilities const& utilities;
  Precedence const& precedence;
  Constraints const& constraints;
};

struct Outcome {
  std::vector<ProjectIndex> selected{};  // in the order of choice
  Amount total_cost = 0;
  std::vector<Tie> ties{};

  bool operator==(Outcome const& other) const { return selected == other.selected; }
};

/// Adds a project to the outcome.
inline void choose(Outcome& outcome, Election const& election, ProjectIndex project) {
  outcome.selected.push_back(project);
  outcome.total_cost += election.projects[project].cost;
}

/// By project: whether it was chosen.
std::vector<bool> chosen(Election const& election, Outcome const& outcome);

/// Sorts tied projects by precedence.
void by_precedence(Count const& count, std::vector<ProjectIndex>& projects);

}  // namespace pacte::decision::budgeting
