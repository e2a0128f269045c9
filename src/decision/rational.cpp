#include "decision/rational.hpp"

#include <algorithm>
#include <limits>

namespace pacte::decision {

namespace {

Int128 to_int128(Integer const& value) {
  Integer const low = abs(value) & Integer{std::numeric_limits<std::uint64_t>::max()};
  Integer const high = abs(value) >> 64;
  Int128 const magnitude =
      static_cast<Int128>(high.get_ui()) << 64 | static_cast<Int128>(low.get_ui());
  return value < 0 ? -magnitude : magnitude;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Integer to_integer(Int128 value) {
  bool const negative = value < 0;
  Int128 const magnitude = negative ? -value : value;
  Integer made{static_cast<unsigned long>(magnitude >> 64)};
  made <<= 64;
  made += static_cast<unsigned long>(magnitude & std::numeric_limits<std::uint64_t>::max());
  return negative ? Integer{-made} : made;
}

Int128 floor_of(Rational const& value) {
  Integer quotient;
  mpz_fdiv_q(quotient.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  return to_int128(quotient);
}

Int128 ceiling_of(Rational const& value) {
  Integer quotient;
  mpz_cdiv_q(quotient.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  return to_int128(quotient);
}

std::string to_decimal(Rational const& value, int decimals) {
  Integer scale;
  mpz_ui_pow_ui(scale.get_mpz_t(), 10, static_cast<unsigned long>(decimals));
  Integer const twice_numerator = 2 * abs(value.get_num()) * scale + value.get_den();
  Integer const rounded = twice_numerator / (2 * value.get_den());
  auto digits = rounded.get_str();
  auto const wanted = static_cast<std::size_t>(decimals) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
  return value < 0 && rounded != 0 ? "-" + digits : digits;
}

std::string to_text(Int128 value) {
  return to_integer(value).get_str();
}

std::optional<Rational> parse_decimal(std::string_view text) {
  auto const point = text.find_first_of(".,");
  auto const whole = text.substr(0, point);
  auto const fraction =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || whole.size() > 15 || fraction.size() > 9) return std::nullopt;
  if (point != std::string_view::npos && fraction.empty()) return std::nullopt;
  if (!all_digits(whole) || !all_digits(fraction)) return std::nullopt;
  Integer denominator;
  mpz_ui_pow_ui(denominator.get_mpz_t(), 10, fraction.size());
  Rational made{Integer{std::string{whole} + std::string{fraction}, 10}, denominator};
  made.canonicalize();
  return made;
}

}  // namespace pacte::decision
