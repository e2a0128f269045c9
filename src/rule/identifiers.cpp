#include "rule/identifiers.hpp"

#include <algorithm>

namespace pacte::rule {
namespace {

bool all_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

// ISO/IEC 7812-1, annex B.
bool luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = false;
  for (auto at = digits.size(); at-- > 0; doubled = !doubled) {
    int const digit = (digits[at] - '0') * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 == 0;
}

}  // namespace

std::string without_spaces(std::string_view text) {
  std::string made;
  for (char const letter : text) {
    if (letter != ' ') made += letter;
  }
  return made;
}

bool is_siren(std::string_view digits) {
  return all_digits(digits, 9) && luhn(digits);
}

bool is_siret(std::string_view digits) {
  if (!all_digits(digits, 14)) return false;
  if (luhn(digits)) return true;
  int sum = 0;
  for (char const letter : digits)
    sum += letter - '0';
  return digits.starts_with("356000000") && sum % 5 == 0;
}

bool looks_like_commune(std::string_view code) {
  constexpr std::size_t length = 5;
  if (code.size() != length) return false;
  if (code.starts_with("2A") || code.starts_with("2B")) return all_digits(code.substr(2), 3);
  if (!all_digits(code, length)) return false;
  auto const department = code.substr(0, 2);
  if (department == "97" || department == "98") return code[2] != '0' && code[2] != '9';
  return department != "00" && department != "20" && department <= "95";
}

}  // namespace pacte::rule
