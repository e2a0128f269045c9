#include "rule/compile.hpp"

#include <algorithm>

#include "rule/compiler.hpp"

namespace pacte::rule {

Compiled compile(Sheet const& sheet, Vocabulary const& vocabulary, Siblings const& siblings) {
  Compiled made;
  Shared shared{.program = made.program, .siblings = siblings};
  Compiler{sheet, vocabulary, shared, made.faults}.all();
  std::ranges::stable_sort(made.faults, {}, &Fault::place);
  return made;
}

std::vector<Program> compile_incoherences(Vocabulary const& vocabulary, Faults& faults) {
  Sheet const sheet{.is_vocabulary = true, .source = vocabulary.source};
  Siblings const none;
  std::vector<Program> made;
  for (auto const& each : vocabulary.incoherences) {
    Shared shared{.program = made.emplace_back(), .siblings = none};
    Compiler{sheet, vocabulary, shared, faults}.alone(each.value);
  }
  return made;
}

}  // namespace pacte::rule
