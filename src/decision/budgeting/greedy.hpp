// Greedy: the best satisfaction per unit of cost first, as long as it fits.
//
// With the satisfaction `cost` this is the order of the number of votes, the rule that most cities
// use. H. Aziz and N. Shah, "Participatory budgeting: models and approaches" (2021),
// "utilitarian greedy".
#pragma once

#include <cstdint>
#include <vector>

#include "decision/budgeting/outcome.hpp"

namespace pacte::decision::budgeting {

/// What happened to a project, in the order in which the rule met them.
struct GreedyStep {
  ProjectIndex project = 0;
  Amount left = 0;  // before it
  Barrier barrier = Barrier::none;
  bool taken = false;
};

struct GreedyCount {
  Outcome outcome;
  std::vector<GreedyStep> steps;
};

/// One project as it might have been.
struct Change {
  ProjectIndex project = 0;
  std::uint64_t total = 0;  // sum of values
  Amount cost = 0;
};

/// Walks once through the projects by decreasing (sum of satisfactions) / cost, takes those that
/// fit in the money left. A free project with support comes first; projects without support come
/// last. A project that waits for another is met when that one has been taken.
GreedyCount greedy(Count const& count);

/// The same, going on from an outcome: its projects are kept, its money is spent.
GreedyCount greedy_from(Count const& count, Outcome start);

/// Whether a project would be taken, had it been so.
bool greedy_takes(Count const& count, Outcome const& start, Change const& change);

/// How two projects compare for the rule, the better one less; equal when they tie.
std::strong_ordering compare_density(Count const& count, ProjectIndex left, ProjectIndex right);

}  // namespace pacte::decision::budgeting
