// What is wrong with a program that compiles: conditions that nothing can meet, or that everything
// does; conditions that contradict each other; lines without a source; no test.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rule/program.hpp"

namespace pacte::rule {

void check(Sheet const& sheet, Program const& program, Vocabulary const& vocabulary,
           Faults& faults);

/// All that a scheme cites: itself, its lines, the other values of its parameters.
std::vector<Citation> citations_of(Sheet const& sheet);

/// Warns of the zonings that are not among the keys known.
void check_zonings(Program const& program, std::span<std::string const> known, Faults& faults);

}  // namespace pacte::rule
