#include "rule/types.hpp"

#include <fmt/format.h>

namespace pacte::rule {
namespace {

Unit combined(Unit left, Unit const& right, int sign) {
  for (auto const& [name, power] : right.powers) {
    auto& mine = left.powers[name];
    mine += sign * power;
    if (mine == 0) left.powers.erase(name);
  }
  return left;
}

}  // namespace

Unit unit_of(std::string name) {
  return Unit{{{std::move(name), 1}}};
}

Unit product(Unit const& left, Unit const& right) {
  return combined(left, right, 1);
}

Unit quotient(Unit const& left, Unit const& right) {
  return combined(left, right, -1);
}

std::string to_text(Unit const& unit) {
  if (unit.plain()) return "sans unité";
  std::string above;
  std::string below;
  for (auto const& [name, power] : unit.powers) {
    auto& side = power > 0 ? above : below;
    if (!side.empty()) side += "·";
    side += name;
    if (power > 1 || power < -1) side += fmt::format("^{}", power > 0 ? power : -power);
  }
  if (below.empty()) return above;
  return (above.empty() ? std::string{"1"} : above) + " par " + below;
}

std::string to_text(Type const& type) {
  switch (type.kind) {
    case Kind::truth: return "un oui ou non";
    case Kind::quantity:
      return type.unit.plain() ? "un nombre sans unité" : "une quantité en " + to_text(type.unit);
    case Kind::date: return "une date";
    case Kind::choice: return "un choix";
    case Kind::choices: return "plusieurs choix";
    case Kind::text: return "un texte";
    case Kind::place: return "une commune";
    case Kind::items: return "une liste";
  }
  return "";
}

}  // namespace pacte::rule
