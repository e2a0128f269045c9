// The set of projects with the largest sum of satisfactions that the budget can pay.
//
// Without constraints this is the knapsack problem, solved by dynamic programming over the sets
// that no other set beats in both cost and satisfaction (G. Nemhauser and Z. Ullmann, 1969), with
// G. Dantzig's bound (1957). With constraints, Cbc proposes a set and the prices of the linear
// relaxation; a search in whole numbers with these prices then proves that no set is better. No
// floating number decides anything.
#pragma once

#include <optional>

#include "base/problem.hpp"
#include "decision/budgeting/outcome.hpp"
#include "decision/rational.hpp"

namespace pacte::decision::budgeting {

struct WelfareCount {
  Outcome outcome;
  Int128 welfare = 0;  // sum over voters of value * (cost or 1)
};

/// Sum over voters of what a project gives them.
Int128 gain(Count const& count, ProjectIndex project);

/// Among the best sets, the one that has the first project by precedence in which they differ; in
/// the outcome, projects stand by precedence. Projects without support are left out, unless another
/// needs them. `forced` must be in the set; the outcome is empty when it cannot. Refused when the
/// proof would need too much memory or time.
Result<WelfareCount> maximum_welfare(Count const& count,
                                     std::optional<ProjectIndex> forced = std::nullopt);

}  // namespace pacte::decision::budgeting
