// Constraints as a file gives them.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "decision/budgeting/constraints.hpp"

namespace pacte::decision::budgeting {

/// An object of JSON, each field being optional:
///   "groups": [{"district": "Nord", "limit": 50000}, {"category": "Sport", "limit": "1200.50"},
///              {"name": "Écoles", "projects": ["12", "15"], "limit": 80000}],
///   "exclusive": [["3", "4"]],
///   "needs": [{"project": "7", "needs": "2"}],
///   "minimum_votes": 100
/// Every fault is listed, in French, with the place as a JSON pointer.
std::expected<Constraints, std::vector<std::string>> read_constraints(Election const& election,
                                                                      std::string_view text);

}  // namespace pacte::decision::budgeting
