// What is wrong with a program that compiles: conditions that nothing can meet, or that everything
// does; conditions that contradict each other; lines without a source; no test.
#pragma once

#include "rule/program.hpp"

namespace pacte::rule {

void check(Sheet const& sheet, Program const& program, Vocabulary const& vocabulary,
           Faults& faults);

}  // namespace pacte::rule
