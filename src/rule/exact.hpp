// Whole numbers that do not overflow in silence, and exact fractions of them.
#pragma once

#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

namespace pacte::rule {

__extension__ using Wide = __int128;

/// No value of a program is beyond these: sums of two of them still fit in 64 bits.
inline constexpr std::int64_t largest = std::int64_t{1} << 62;

inline bool fits(Wide value) {
  return value >= -Wide{largest} && value <= Wide{largest};
}

/// A fraction in lowest terms; the denominator is positive.
struct Exact {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  bool operator==(Exact const&) const = default;
};

/// In lowest terms; nothing when it does not fit, or when `denominator` is zero.
inline std::optional<Exact> reduced(Wide numerator, Wide denominator) {
  if (denominator == 0) return std::nullopt;
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  auto left = numerator < 0 ? -numerator : numerator;
  auto right = denominator;
  while (right != 0) {
    auto const rest = left % right;
    left = right;
    right = rest;
  }
  if (left > 1) {
    numerator /= left;
    denominator /= left;
  }
  if (!fits(numerator) || !fits(denominator)) return std::nullopt;
  return Exact{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

/// "12", "0.5", "-3,25": decimal comma or full stop, at most 18 digits in all.
std::optional<Exact> parse_exact(std::string_view text);

/// "5.000", "12,500": one mark before exactly three digits parts thousands for some and decimals
/// for others. "0,125" and "1 000,125" are read in one way only.
bool reads_in_two_ways(std::string_view text);

/// Division rounded down; `divisor` is positive.
constexpr std::int64_t divide_down(std::int64_t value, std::int64_t divisor) {
  return value / divisor - static_cast<std::int64_t>(value % divisor < 0);
}

/// With a comma, at most `decimals` decimals, rounded half away from zero: "12", "0,5".
std::string to_decimal(std::int64_t numerator, std::int64_t denominator, int decimals);

}  // namespace pacte::rule
