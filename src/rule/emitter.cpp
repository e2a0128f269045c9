#include "rule/emitter.hpp"

#include <algorithm>
#include <numeric>

#include "rule/operations.hpp"

namespace pacte::rule {
namespace {

constexpr Range truths{0, 1};
constexpr std::int64_t year_1900 = -25567;
constexpr std::int64_t year_2099 = 47481;

}  // namespace

void Emitter::fail(Place place, std::string message, std::string mend) {
  faults_.push_back({Severity::error, place, std::move(message), std::move(mend)});
  throw Uncompilable{};
}

std::int64_t Emitter::held(Wide value) {
  if (!fits(value)) {
    fail(place_, "Ce calcul peut dépasser les plus grands nombres.",
         "Resserrez les bornes des faits, ou leur précision.");
  }
  return static_cast<std::int64_t>(value);
}

Range Emitter::static_range(Instruction const& in) const {
  auto const& r = program_.statics;
  switch (in.code) {
    case Code::fact: {
      auto const& fact = vocabulary_.facts[in.a];
      if (fact.type.kind == Kind::choice) return {fact.most, fact.most};
      return {fact.least, fact.most};
    }
    case Code::constant: return {in.k, in.k};
    case Code::today: return {year_1900, year_2099};
    case Code::equal_text:
    case Code::zoning:
    case Code::zoning_alone:
    case Code::every:
    case Code::some: return truths;
    case Code::count: return {0, most_items};
    case Code::population:
      return {std::min<std::int64_t>(0, r[in.b].least), std::max(most_inhabitants, r[in.b].most)};
    case Code::population_alone: return {0, most_inhabitants};
    default: return apply(in, r.data());
  }
}

std::uint32_t Emitter::emit(Instruction in) {
  auto const& r = program_.statics;
  auto const both_ends = [this](auto ends) { return Range{held(ends.least), held(ends.most)}; };
  Range made;
  switch (in.code) {
    case Code::scaled: made = both_ends(scaled_ends<Wide>(r[in.a], in.k)); break;
    case Code::product: made = both_ends(product_ends<Wide>(r[in.a], r[in.b])); break;
    case Code::plus:
      made = {held(Wide{r[in.a].least} + r[in.b].least), held(Wide{r[in.a].most} + r[in.b].most)};
      break;
    case Code::minus:
      made = {held(Wide{r[in.a].least} - r[in.b].most), held(Wide{r[in.a].most} - r[in.b].least)};
      break;
    case Code::round_up:
    case Code::round_nearest:
      held(Wide{r[in.a].most} + in.k);
      made = static_range(in);
      break;
    default: made = static_range(in);
  }
  program_.code.push_back(in);
  program_.statics.push_back(made);
  if (program_.code.size() > 100'000) fail(place_, "Ce dispositif est trop grand.");
  return static_cast<std::uint32_t>(program_.code.size() - 1);
}

Value Emitter::constant(Exact number, Type type) {
  auto const slot = emit({.code = Code::constant, .k = held(number.numerator)});
  return {.slot = slot, .type = std::move(type), .scale = number.denominator, .constant = true};
}

Value Emitter::made(Code code, Value const& a, Value const& b, Type type, std::int64_t scale) {
  auto const slot = emit({.code = code, .a = a.slot, .b = b.slot});
  return {
      .slot = slot, .type = std::move(type), .scale = scale, .constant = a.constant && b.constant};
}

std::uint32_t Emitter::open(Code code, int list) {
  program_.code.push_back({.code = code, .c = static_cast<std::uint32_t>(list)});
  program_.statics.push_back(code == Code::count ? Range{0, most_items} : truths);
  return static_cast<std::uint32_t>(program_.code.size() - 1);
}

void Emitter::close(std::uint32_t header, std::uint32_t value, std::uint32_t kept) {
  auto& in = program_.code[header];
  in.a = value;
  in.b = kept;
  in.k = static_cast<std::int64_t>(program_.code.size()) - header - 1;
  if (in.code != Code::sum) return;
  auto const& each = program_.statics[value];
  program_.statics[header] = {held(Wide{std::min<std::int64_t>(each.least, 0)} * most_items),
                              held(Wide{std::max<std::int64_t>(each.most, 0)} * most_items)};
}

Value Emitter::rescaled(Value const& value, std::int64_t scale) {
  auto const factor = scale / value.scale;
  if (factor == 1) return value;
  Value made = value;
  made.scale = scale;
  if (value.constant) {
    made.slot = emit({.code = Code::constant, .k = held(Wide{bounds(value).least} * factor)});
  } else {
    made.slot = emit({.code = Code::scaled, .a = value.slot, .k = factor});
  }
  return made;
}

std::pair<Value, Value> Emitter::together(Value const& a, Value const& b) {
  auto const shared = held(Wide{a.scale} / std::gcd(a.scale, b.scale) * b.scale);
  return {rescaled(a, shared), rescaled(b, shared)};
}

Value Emitter::plus(Value const& a, Value const& b, bool subtract) {
  auto const [left, right] = together(a, b);
  return made(subtract ? Code::minus : Code::plus, left, right, a.type, left.scale);
}

Value Emitter::times(Value const& a, Value const& b) {
  auto type = quantity(product(a.type.unit, b.type.unit));
  if (a.constant && !b.constant) return times(b, a);
  auto const scale = held(Wide{a.scale} * b.scale);
  if (!b.constant) return made(Code::product, a, b, std::move(type), scale);
  auto const number = bounds(b).least;
  auto const common = number == 0 ? scale : std::gcd(number, scale);
  Value result{.type = std::move(type), .scale = scale / common, .constant = a.constant};
  result.slot = emit({.code = Code::scaled, .a = a.slot, .k = number / common});
  return result;
}

Value Emitter::over(Value const& a, Value const& b, Place place) {
  auto const number = bounds(b).least;
  if (!b.constant) {
    fail(place, "On ne divise que par une constante ou un paramètre.",
         "Pour comparer a / b à un seuil, écrivez « a >= seuil * b ».");
  }
  if (number == 0) fail(place, "Cette division est par zéro.");
  auto const inverse = reduced(b.scale, number);
  if (!inverse) fail(place, "Ce nombre est trop grand.");
  auto const divisor = constant(*inverse, quantity(quotient({}, b.type.unit)));
  return times(a, divisor);
}

Value Emitter::chosen(Value const& condition, Value const& yes, Value const& no) {
  auto const [left, right] = together(yes, no);
  auto code = Code::choose;
  if (yes.type.kind == Kind::choice) code = Code::choose_choice;
  if (yes.type.kind == Kind::choices) code = Code::choose_choices;
  auto const slot = emit({.code = code, .a = left.slot, .b = right.slot, .c = condition.slot});
  return {.slot = slot, .type = yes.type, .scale = left.scale};
}

Value Emitter::least_of(Value const& a, Value const& b, bool most) {
  auto const [left, right] = together(a, b);
  return made(most ? Code::maximum : Code::minimum, left, right, a.type, left.scale);
}

Value Emitter::rounded(Value const& amount, Value const& step, Rounding how, Place place) {
  auto const [left, right] = together(amount, step);
  auto const multiple = bounds(right).least;
  if (!step.constant || multiple <= 0)
    fail(place, "La précision d’un arrondi est une constante plus grande que zéro.");
  auto code = Code::round_nearest;
  if (how == Rounding::down) code = Code::round_down;
  if (how == Rounding::up) code = Code::round_up;
  auto const slot = emit({.code = code, .a = left.slot, .k = multiple});
  return {.slot = slot, .type = amount.type, .scale = left.scale, .constant = left.constant};
}

}  // namespace pacte::rule
