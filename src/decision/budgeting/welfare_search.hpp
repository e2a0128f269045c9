// The best set under constraints, with a proof in whole numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/problem.hpp"
#include "decision/budgeting/outcome.hpp"

namespace pacte::decision::budgeting {

/// A set as in project_set.hpp; all zeros when `forced` can be in none.
Result<std::vector<std::uint64_t>> search_welfare(Count const& count,
                                                  std::optional<ProjectIndex> forced);

}  // namespace pacte::decision::budgeting
