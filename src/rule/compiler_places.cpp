// What is asked of places.
#include <algorithm>

#include <fmt/format.h>

#include "rule/compiler.hpp"

namespace pacte::rule {

Value Compiler::place(Expression const& written, Node& node) {
  auto const made = expression(written);
  node.parts.push_back(made.node);
  if (made.type.kind != Kind::place)
    emit_.fail(written.place, fmt::format("Une commune attendue, {} trouvé.", to_text(made.type)));
  return made;
}

Value Compiler::zoning(Expression const& written, Node& node) {
  auto const place = this->place(written.parts[0], node);
  auto& zonings = shared_.program.zonings;
  auto const found = std::ranges::find(zonings, written.text);
  auto const number = found - zonings.begin();
  if (found == zonings.end()) zonings.push_back(written.text);
  Instruction in{.code = Code::zoning_alone, .a = place.slot, .k = number};
  if (written.parts.size() > 1) {
    auto const asked = truth(written.parts[1], node);
    in.code = Code::zoning;
    in.b = asked.slot;
  }
  Value made{.type = Type{Kind::truth}};
  made.slot = emit_.emit(in);
  return made;
}

Value Compiler::population(Expression const& written, Node& node) {
  auto const place = this->place(written.parts[0], node);
  Instruction in{.code = Code::population_alone, .a = place.slot};
  arguments(written, 1, 2);
  auto const people = quantity(unit_of(inhabitant));
  if (written.parts.size() > 1) {
    auto const asked = quantity_or_date(written.parts[1], node);
    if (asked.type != people || asked.scale != 1) {
      emit_.fail(
          written.parts[1].place,
          fmt::format("Un nombre entier d’habitants attendu, {} trouvé.", to_text(asked.type)));
    }
    in.code = Code::population;
    in.b = asked.slot;
  }
  return {.slot = emit_.emit(in), .type = people};
}

}  // namespace pacte::rule
