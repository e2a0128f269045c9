#include "rule/compile.hpp"

#include <algorithm>

#include "rule/compiler.hpp"

namespace pacte::rule {

Compiled compile(Sheet const& sheet, Vocabulary const& vocabulary) {
  Compiled made;
  Compiler{sheet, vocabulary, made}.all();
  std::ranges::stable_sort(made.faults, {}, &Fault::place);
  return made;
}

}  // namespace pacte::rule
