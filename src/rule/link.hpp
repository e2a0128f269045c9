// The last step of compilation: what running and explaining go through.
#pragma once

#include "rule/program.hpp"

namespace pacte::rule {

void link(Program& program, Vocabulary const& vocabulary);

}  // namespace pacte::rule
