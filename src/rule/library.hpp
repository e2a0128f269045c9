// A vocabulary and the schemes written in its words, checked and ready to be evaluated.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rule/compile.hpp"

namespace pacte::rule {

struct CheckedVocabulary {
  Vocabulary vocabulary;
  std::vector<Program> incoherences;  // parallel to Vocabulary::incoherences
  Faults faults;
};

CheckedVocabulary read_vocabulary(std::string source);

struct CheckedScheme {
  Sheet sheet;
  Program program;
  Faults faults;  // with an error among them, the program is not to be run
  [[nodiscard]] bool good() const { return !has_error(faults); }
};

/// Parses, compiles and checks; its test cases are run by `run_cases`. The schemes may refer to one
/// another by their names; those that do so in a circle, or refer to one that has errors, are
/// refused. In the order of the sources. `files`: their names, in messages; none, or one for each.
std::vector<CheckedScheme> read_schemes(std::vector<std::string> sources,
                                        Vocabulary const& vocabulary,
                                        std::span<std::string const> files = {});

/// One scheme, which refers to no other.
CheckedScheme read_scheme(std::string source, Vocabulary const& vocabulary);

}  // namespace pacte::rule
