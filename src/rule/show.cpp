#include "rule/show.hpp"

#include <fmt/format.h>

#include "base/euros.hpp"
#include "rule/calendar.hpp"

namespace pacte::rule {
namespace {

std::string quantity_text(Unit const& unit, std::int64_t scale, std::int64_t raw) {
  if (unit == unit_of(euro)) {
    auto const cents = reduced(Wide{raw} * 100, scale);
    if (cents && cents->denominator == 1) return to_text(Euros{cents->numerator});
  }
  auto const number = to_decimal(raw, scale, 4);
  return unit.plain() ? number : number + " " + to_text(unit);
}

std::string one(Type const& type, std::int64_t scale, std::int64_t raw, Facts const& facts) {
  switch (type.kind) {
    case Kind::quantity: return quantity_text(type.unit, scale, raw);
    case Kind::date: return to_day_text(raw);
    case Kind::text:
    case Kind::place: return "« " + facts.text(raw) + " »";
    default: return raw == 1 ? "oui" : "non";
  }
}

std::string choices_text(ChoiceList const& list, std::int64_t bits, std::string_view joint) {
  std::string made;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if ((bits >> i & 1) == 0) continue;
    if (!made.empty()) made += joint;
    made += list.items[i].label.french.empty() ? list.items[i].name : list.items[i].label.french;
  }
  return made.empty() ? "aucun" : made;
}

}  // namespace

std::string show_cents(std::int64_t cents) {
  return to_text(Euros{cents});
}

std::string show(Fact const& fact, std::int64_t raw) {
  if (fact.type.kind == Kind::date) return to_day_text(raw);
  if (fact.declared == FactKind::percentage) {
    auto const percent = reduced(Wide{raw} * 100, fact.scale);
    return percent ? to_decimal(percent->numerator, percent->denominator, 4) + " %" : std::string{};
  }
  return quantity_text(fact.type.unit, fact.scale, raw);
}

std::string show(Type const& type, std::int64_t scale, Range range, Facts const& facts) {
  if (type.kind == Kind::choice || type.kind == Kind::choices) {
    auto const& list = facts.vocabulary().lists[static_cast<std::size_t>(type.list)];
    if (type.kind == Kind::choice)
      return range.most == list.every() ? "inconnu" : choices_text(list, range.most, " ou ");
    return range.least == range.most ? choices_text(list, range.most, ", ") : "inconnu";
  }
  if (range.least == range.most) return one(type, scale, range.least, facts);
  if (type.kind != Kind::quantity && type.kind != Kind::date) return "inconnu";
  return fmt::format("de {} à {}", one(type, scale, range.least, facts),
                     one(type, scale, range.most, facts));
}

}  // namespace pacte::rule
