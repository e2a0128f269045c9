// What each instruction makes of the ranges it is given.
#pragma once

#include <algorithm>
#include <array>
#include <bit>

#include "rule/calendar.hpp"
#include "rule/program.hpp"

namespace pacte::rule {

inline Range truth_range(bool surely, bool perhaps) {
  return {static_cast<std::int64_t>(surely), static_cast<std::int64_t>(perhaps)};
}

/// `Number` is wider than 64 bits while overflow is still to be looked for.
template <class Number> struct Ends {
  Number least;
  Number most;
};

template <class Number> Ends<Number> scaled_ends(Range value, std::int64_t factor) {
  auto const one = Number{value.least} * factor;
  auto const other = Number{value.most} * factor;
  return factor < 0 ? Ends<Number>{other, one} : Ends<Number>{one, other};
}

template <class Number> Ends<Number> product_ends(Range left, Range right) {
  std::array<Number, 4> const all{Number{left.least} * right.least, Number{left.least} * right.most,
                                  Number{left.most} * right.least, Number{left.most} * right.most};
  return {*std::min_element(all.begin(), all.end()), *std::max_element(all.begin(), all.end())};
}

/// `below`: the greatest multiple of `step` that is not above `value`.
inline std::int64_t rounded_from(std::int64_t below, std::int64_t value, std::int64_t step,
                                 Code code) {
  auto const over = value - below;
  if (over == 0 || code == Code::round_down) return below;
  if (code == Code::round_up) return below + step;
  // Half goes away from zero.
  bool const up = over > step - over || (over == step - over && value > 0);
  return up ? below + step : below;
}

inline std::int64_t rounded(std::int64_t value, std::int64_t step, Code code) {
  return rounded_from(divide_down(value, step) * step, value, step, code);
}

inline Range chosen(Range condition, Range yes, Range no) {
  if (condition.least == 1) return yes;
  if (condition.most == 0) return no;
  return {std::min(yes.least, no.least), std::max(yes.most, no.most)};
}

inline Range chosen_choice(Range condition, Range yes, Range no) {
  if (condition.least == 1) return yes;
  if (condition.most == 0) return no;
  return {yes.most | no.most, yes.most | no.most};
}

inline Range chosen_choices(Range condition, Range yes, Range no) {
  if (condition.least == 1) return yes;
  if (condition.most == 0) return no;
  return {yes.least & no.least, yes.most | no.most};
}

inline bool one_bit(std::int64_t bits) {
  return bits != 0 && (bits & (bits - 1)) == 0;
}

inline std::int64_t count_bits(std::int64_t bits) {
  return std::popcount(static_cast<std::uint64_t>(bits));
}

/// An amount of euros × scale, in whole cents, rounded down.
inline std::int64_t cents(std::int64_t value, std::int64_t scale) {
  if (scale == 100) return value;
  if (scale % 100 == 0) return divide_down(value, scale / 100);
  auto const exact = Wide{value} * 100;
  return static_cast<std::int64_t>(exact / scale - static_cast<Wide>(exact % scale < 0));
}

/// Instructions that need nothing but their inputs; `r` holds the registers.
// Inlined by force: it is the inside of the loop over the instructions of a program.
[[gnu::always_inline]] inline Range apply(Instruction const& in, Range const* r) {
  auto const& a = r[in.a];
  auto const& b = r[in.b];
  switch (in.code) {
    case Code::constant: return {in.k, in.k};
    case Code::both: return {a.least & b.least, a.most & b.most};
    case Code::either: return {a.least | b.least, a.most | b.most};
    case Code::no: return {1 - a.most, 1 - a.least};
    case Code::less: return truth_range(a.most < b.least, a.least < b.most);
    case Code::at_most: return truth_range(a.most <= b.least, a.least <= b.most);
    case Code::equal:
    case Code::same_text:
      return truth_range(a.least == a.most && b.least == b.most && a.least == b.least,
                         a.least <= b.most && b.least <= a.most);
    case Code::subset: return truth_range((a.most & ~in.k) == 0, (a.most & in.k) != 0);
    case Code::holds: return truth_range((b.most & ~a.least) == 0, (b.most & a.most) != 0);
    case Code::meets: return truth_range((a.least & in.k) != 0, (a.most & in.k) != 0);
    case Code::equal_set:
      return truth_range(a.least == a.most && b.least == b.most && a.least == b.least,
                         (a.least & ~b.most) == 0 && (b.least & ~a.most) == 0);
    case Code::equal_choice:
      return truth_range(one_bit(a.most) && a.most == b.most, (a.most & b.most) != 0);
    case Code::plus: return {a.least + b.least, a.most + b.most};
    case Code::minus: return {a.least - b.most, a.most - b.least};
    case Code::scaled: {
      auto const ends = scaled_ends<std::int64_t>(a, in.k);
      return {ends.least, ends.most};
    }
    case Code::product: {
      auto const ends = product_ends<std::int64_t>(a, b);
      return {ends.least, ends.most};
    }
    case Code::minimum: return {std::min(a.least, b.least), std::min(a.most, b.most)};
    case Code::maximum: return {std::max(a.least, b.least), std::max(a.most, b.most)};
    case Code::choose: return chosen(r[in.c], a, b);
    case Code::choose_choice: return chosen_choice(r[in.c], a, b);
    case Code::choose_choices: return chosen_choices(r[in.c], a, b);
    case Code::months: return {months_between(a.most, b.least), months_between(a.least, b.most)};
    case Code::shift: return {add_months(a.least, b.least), add_months(a.most, b.most)};
    case Code::year: return {year_of(a.least), year_of(a.most)};
    case Code::round_down:
    case Code::round_up:
    case Code::round_nearest:
      return {rounded(a.least, in.k, in.code), rounded(a.most, in.k, in.code)};
    case Code::size: return {count_bits(a.least), count_bits(a.most)};
    default: return {0, 0};
  }
}

}  // namespace pacte::rule
