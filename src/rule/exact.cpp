#include "rule/exact.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::rule {

std::optional<Exact> parse_exact(std::string_view text) {
  constexpr int most_digits = 18;
  bool const negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Wide numerator = 0;
  Wide denominator = 1;
  int digits = 0;
  bool decimals = false;
  for (char const letter : text) {
    if ((letter == ',' || letter == '.') && !decimals && digits > 0) {
      decimals = true;
      continue;
    }
    if (letter < '0' || letter > '9' || ++digits > most_digits) return std::nullopt;
    numerator = numerator * 10 + (letter - '0');
    if (decimals) denominator *= 10;
  }
  if (digits == 0 || (decimals && denominator == 1)) return std::nullopt;
  return reduced(negative ? -numerator : numerator, denominator);
}

bool reads_in_two_ways(std::string_view text) {
  constexpr std::size_t group = 3;
  if (text.starts_with('-')) text.remove_prefix(1);
  auto const mark = text.find_first_of(",.");
  if (mark == std::string_view::npos || mark == 0 || mark > group || text.front() == '0')
    return false;
  return text.size() == mark + 1 + group &&
         text.find_first_not_of("0123456789", mark + 1) == std::string_view::npos;
}

std::string to_decimal(std::int64_t numerator, std::int64_t denominator, int decimals) {
  Wide power = 1;
  for (int i = 0; i < decimals; ++i)
    power *= 10;
  bool const negative = numerator < 0;
  Wide const size = negative ? -Wide{numerator} : Wide{numerator};
  auto const scaled = (size * power * 2 + denominator) / (Wide{denominator} * 2);
  auto made = grouped(static_cast<std::int64_t>(scaled / power));
  auto rest =
      fmt::format("{:0{}}", static_cast<std::int64_t>(scaled % power), std::max(decimals, 1));
  while (!rest.empty() && rest.back() == '0')
    rest.pop_back();
  if (!rest.empty()) made += "," + rest;
  return negative && scaled != 0 ? "-" + made : made;
}

}  // namespace pacte::rule
