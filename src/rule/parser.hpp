// Reads a file of rules. The grammar is in docs/rules/README.md.
#pragma once

#include <string>

#include "rule/syntax.hpp"

namespace pacte::rule {

struct Parsed {
  Sheet sheet;
  Faults faults;  // all that was found; the sheet is then what could be read
};

Parsed parse(std::string source);

}  // namespace pacte::rule
