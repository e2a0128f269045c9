// From the tree of a scheme to a program: names, types, units, circular references.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "rule/program.hpp"

namespace pacte::rule {

/// Another scheme that this one may refer to.
struct Sibling {
  Sheet const* sheet = nullptr;
  std::string refusal{};  // why it cannot be referred to, in French; empty: it can
};
using Siblings = std::map<std::string, Sibling, std::less<>>;  // by name

struct Compiled {
  Program program;
  Faults faults;  // with an error among them, the program is not to be run
};

/// The siblings that may be referred to compile by themselves, and never refer to one another in a
/// circle.
Compiled compile(Sheet const& sheet, Vocabulary const& vocabulary, Siblings const& siblings = {});

/// One program for each incoherence of the vocabulary, whose result is that it holds.
std::vector<Program> compile_incoherences(Vocabulary const& vocabulary, Faults& faults);

}  // namespace pacte::rule
