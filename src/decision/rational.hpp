// Exact whole numbers and fractions: GMP's, and the compiler's 128-bit integers.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <gmpxx.h>

namespace pacte::decision {

__extension__ using Int128 = __int128;

using Integer = mpz_class;
using Rational = mpq_class;

Integer to_integer(Int128 value);
inline Rational to_rational(Int128 value) {
  return Rational{to_integer(value)};
}
inline Rational ratio(Int128 numerator, Int128 denominator) {
  Rational made{to_integer(numerator), to_integer(denominator)};
  made.canonicalize();
  return made;
}

/// Largest whole number not above, smallest not below. The result must fit in 127 bits.
Int128 floor_of(Rational const& value);
Int128 ceiling_of(Rational const& value);

/// Division of whole numbers rounded down or up; `divisor` is positive.
constexpr Int128 divide_down(Int128 value, Int128 divisor) {
  return value / divisor - static_cast<int>(value % divisor < 0);
}
constexpr Int128 divide_up(Int128 value, Int128 divisor) {
  return value / divisor + static_cast<int>(value % divisor > 0);
}

/// How `left` and `right` compare; GMP gives an int.
inline std::strong_ordering compare(Rational const& left, Rational const& right) {
  return cmp(left, right) <=> 0;
}

/// Rounded half away from zero to `decimals` decimals, with a full stop: "12.50".
std::string to_decimal(Rational const& value, int decimals);

std::string to_text(Int128 value);

/// A decimal number as people write it, comma or full stop ("12", "0,5"), at most 15 digits before
/// and 9 after; nothing when it is anything else.
std::optional<Rational> parse_decimal(std::string_view text);

}  // namespace pacte::decision
