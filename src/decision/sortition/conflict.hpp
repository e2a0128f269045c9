// Quotas that no panel keeps: which of them conflict, and how little would mend them.
#pragma once

#include <vector>

#include "decision/sortition/classes.hpp"
#include "decision/sortition/linear.hpp"

namespace pacte::decision::sortition {

struct LimitChange {
  Limit limit;    // as it is
  int seats = 0;  // what it becomes
};

struct Infeasibility {
  /// Sets of limits that no panel keeps together, and that panels keep once any one of the set is
  /// dropped. An empty set: there is no panel even without quotas. Not all such sets are searched
  /// for when they are many.
  std::vector<std::vector<Limit>> conflicts;
  /// Ways of making a panel possible, each moving the limits by the least total of seats.
  std::vector<std::vector<LimitChange>> relaxations;
};

/// `model` has no panel.
Infeasibility explain_infeasible(SeatModel const& model, SolverSettings const& settings);

}  // namespace pacte::decision::sortition
