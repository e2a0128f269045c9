#include <array>

#include <fmt/format.h>

#include "rule/compiler.hpp"

namespace pacte::rule {

void Compiler::arguments(Expression const& written, std::size_t least, std::size_t most) {
  auto const count = written.parts.size();
  if (count >= least && count <= most) return;
  emit_.fail(written.place, least == most
                                ? fmt::format("« {} » prend {} valeur(s), {} donnée(s).",
                                              written.text, least, count)
                                : fmt::format("« {} » prend de {} à {} valeurs, {} donnée(s).",
                                              written.text, least, most, count));
}

Value Compiler::call(Expression const& written, Node& node) {
  auto const& function = written.text;
  if (function == "min" || function == "max") return extreme(written, node);
  if (function == "arrondi") return round(written, node);
  if (function == "age") return age(written, node);
  if (function == "mois_entre" || function == "jours_entre") return between(written, node);
  if (function == "aujourd'hui") return today();
  if (function == "annee") {
    arguments(written, 1, 1);
    auto const date = quantity_or_date(written.parts[0], node);
    if (date.type.kind != Kind::date) emit_.fail(written.place, "« annee » attend une date.");
    return emit_.made(Code::year, date, date, quantity({}), 1);
  }
  arguments(written, 1, function == "croise" ? 2 : 1);
  auto const set = expression(written.parts[0]);
  node.parts.push_back(set.node);
  if (set.type.kind != Kind::choices)
    emit_.fail(written.place, fmt::format("« {} » attend un fait à plusieurs choix.", function));
  if (function == "nombre_de") return emit_.made(Code::size, set, set, quantity({}), 1);
  emit_.fail(written.place, "« croise » s’écrit « fait dans { a, b } ».");
}

Value Compiler::today() {
  Value made{.type = Type{Kind::date}};
  made.slot = emit_.emit({.code = Code::today});
  return made;
}

Value Compiler::extreme(Expression const& written, Node& node) {
  arguments(written, 2, 20);
  auto made = quantity_or_date(written.parts[0], node);
  for (std::size_t i = 1; i < written.parts.size(); ++i) {
    auto const next = quantity_or_date(written.parts[i], node);
    same_type(made, next, written.parts[i].place, "comparer");
    auto const type =
        made.type.kind == Kind::quantity && made.type.unit.plain() ? next.type : made.type;
    made = emit_.least_of(made, next, written.text == "max");
    made.type = type;
  }
  return made;
}

Value Compiler::round(Expression const& written, Node& node) {
  arguments(written, 2, 2);
  auto const value = quantity_or_date(written.parts[0], node);
  auto const step = quantity_or_date(written.parts[1], node);
  if (value.type.kind == Kind::date) emit_.fail(written.place, "Une date ne s’arrondit pas.");
  same_type(value, step, written.place, "arrondir");
  constexpr std::array how{Rounding::down, Rounding::nearest, Rounding::up};
  return emit_.rounded(value, step, how[static_cast<std::size_t>(written.number.numerator)],
                       written.place);
}

Value Compiler::between(Expression const& written, Node& node) {
  arguments(written, 2, 2);
  auto const from = quantity_or_date(written.parts[0], node);
  auto const to = quantity_or_date(written.parts[1], node);
  if (from.type.kind != Kind::date || to.type.kind != Kind::date)
    emit_.fail(written.place, fmt::format("« {} » attend deux dates.", written.text));
  if (written.text == "jours_entre")
    return emit_.made(Code::minus, to, from, quantity(unit_of(day)), 1);
  return emit_.made(Code::months, from, to, quantity(unit_of(month)), 1);
}

// In whole years, so that « de 18 à 29 ans » holds the whole thirtieth year of life.
Value Compiler::age(Expression const& written, Node& node) {
  arguments(written, 1, 2);
  auto const birth = quantity_or_date(written.parts[0], node);
  auto const on = written.parts.size() > 1 ? quantity_or_date(written.parts[1], node) : today();
  if (birth.type.kind != Kind::date || on.type.kind != Kind::date)
    emit_.fail(written.place, "« age » attend une date de naissance, et au besoin une autre date.");
  auto const months = emit_.made(Code::months, birth, on, quantity(unit_of(month)), 1);
  auto const year = emit_.constant({12, 1}, quantity(unit_of(month)));
  return emit_.rounded(months, year, Rounding::down, written.place);
}

}  // namespace pacte::rule
