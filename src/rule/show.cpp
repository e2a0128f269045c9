#include "rule/show.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/euros.hpp"
#include "rule/calendar.hpp"

namespace pacte::rule {
namespace {

constexpr std::int64_t months_of_a_year = 12;

std::string percent(std::int64_t raw, std::int64_t scale) {
  auto const exact = reduced(Wide{raw} * 100, scale);
  return exact ? to_decimal(exact->numerator, exact->denominator, 4) + " %" : std::string{};
}

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
    case Kind::quantity:
      if (auto const years = whole_years(type.unit, scale, raw)) {
        return fmt::format("{} {}", *years, *years == 1 ? "an" : "ans");
      }
      return quantity_text(type.unit, scale, raw);
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

std::optional<std::int64_t> whole_years(Unit const& unit, std::int64_t scale, std::int64_t raw) {
  auto const year = scale * months_of_a_year;
  if (unit != unit_of(month) || raw <= 0 || raw % year != 0) return std::nullopt;
  return raw / year;
}

std::string show_share(std::int64_t scale, Range range) {
  if (range.least == range.most) return percent(range.least, scale);
  return fmt::format("de {} à {}", percent(range.least, scale), percent(range.most, scale));
}

bool is_share(Program const& program, Vocabulary const& vocabulary, std::uint32_t index) {
  auto const& node = program.nodes[index];
  if (node.type.kind != Kind::quantity || !node.type.unit.plain()) return false;
  if (node.line >= 0) {
    auto const& line = program.lines[static_cast<std::size_t>(node.line)];
    return is_share(program, vocabulary, line.node);
  }
  if (node.fact >= 0) {
    auto const& fact = vocabulary.facts[static_cast<std::size_t>(node.fact)];
    return fact.declared == FactKind::percentage;
  }
  auto const of = [&](std::uint32_t part) { return is_share(program, vocabulary, part); };
  switch (node.op) {
    case Operator::number: return node.text.ends_with('%');
    case Operator::times: return std::ranges::all_of(node.parts, of);
    case Operator::plus:
    case Operator::minus:
    case Operator::negative:
    case Operator::choose:
    case Operator::call: return std::ranges::any_of(node.parts, of);
    default: return false;
  }
}

bool is_share_after(Program const& program, ProgramLine const& line) {
  auto const& type = program.nodes[line.node].type;
  return line.kind == LineKind::rate ||
         (line.kind == LineKind::bonus && type.kind == Kind::quantity && type.unit.plain());
}

std::string show_cents(std::int64_t cents) {
  return to_text(Euros{cents});
}

std::string show(Fact const& fact, std::int64_t raw) {
  if (fact.type.kind == Kind::date) return to_day_text(raw);
  if (fact.declared == FactKind::percentage) {
    return percent(raw, fact.scale);
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
