// SIREN and SIRET numbers of the national register of enterprises; codes of communes.
#pragma once

#include <string>
#include <string_view>

namespace pacte::rule {

/// Without spaces.
std::string without_spaces(std::string_view text);

/// Nine digits whose Luhn key is right.
bool is_siren(std::string_view digits);

/// Fourteen digits whose Luhn key is right; the establishments of La Poste (SIREN 356 000 000) have
/// instead digits whose sum is a multiple of five, its head office either.
bool is_siret(std::string_view digits);

/// Five characters of which the first tell a department of France, or a country overseas: 31555,
/// 2A004, 97105. No more is known of it.
bool looks_like_commune(std::string_view code);

}  // namespace pacte::rule
