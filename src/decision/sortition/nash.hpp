// The lottery whose product of probabilities is greatest.
#pragma once

#include "decision/sortition/solution.hpp"

namespace pacte::decision::sortition {

/// Maximises the sum of weight x log(probability) over people: over fractional panels first; where
/// real panels do not attain that point, over panels found by column generation.
Solution solve_nash(SeatModel const& model, SolverSettings const& settings,
                    Progress const& progress);

}  // namespace pacte::decision::sortition
