// Addresses typed by hand: what they name, with or without the national address service.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

/// A place that the service knows (Base Adresse Nationale, format "addok": GeoJSON features).
struct AddressHit {
  std::string label;    // "12 Rue de la République 34000 Montpellier"
  double score = 0;     // how sure the service is, 0 to 1
  std::string commune;  // INSEE code
  std::string postal_code;
  Place place;
};

/// Reads the service's answer, at most `most` of its hits: those without a commune, a label or a
/// point of France are left out. Nothing when it is no GeoJSON collection of features.
std::optional<std::vector<AddressHit>> parse_addresses(std::string_view json, std::size_t most);

/// Whether a text is more than a name or a code: it has a number or the word of a way ("rue") and
/// something else.
bool looks_like_address(std::string_view typed);

/// What is left of an address for who knows communes alone, surest first: its postal code, what
/// follows the postal code or the last comma, then its last words, longest first.
std::vector<std::string> commune_parts(std::string_view typed);

}  // namespace pacte::territory
