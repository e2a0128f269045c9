// From the tree of a scheme to a program: names, types, units, circular references.
#pragma once

#include <memory>

#include "rule/program.hpp"

namespace pacte::rule {

struct Compiled {
  Program program;
  Faults faults;  // with an error among them, the program is not to be run
};

Compiled compile(Sheet const& sheet, Vocabulary const& vocabulary);

}  // namespace pacte::rule
