// The types of the rule language.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace pacte::rule {

enum class Kind : std::uint8_t {
  truth,     // yes or no
  quantity,  // number with a unit; money is in €, durations in months or in days
  date,
  choice,   // one of a list
  choices,  // several of a list
  text,
  place,  // a commune, by its official code
  items,  // repeated items with fields
};

/// Product of powers: €, €·mois⁻¹; empty for a plain number or a percentage.
struct Unit {
  std::map<std::string, int> powers;
  bool operator==(Unit const&) const = default;
  [[nodiscard]] bool plain() const { return powers.empty(); }
};

inline constexpr char const* euro = "€";
inline constexpr char const* month = "mois";
inline constexpr char const* day = "jours";
inline constexpr char const* inhabitant = "habitants";

Unit unit_of(std::string name);
Unit product(Unit const& left, Unit const& right);
Unit quotient(Unit const& left, Unit const& right);
/// « € », « € par mois », « sans unité ».
std::string to_text(Unit const& unit);

struct Type {
  Kind kind = Kind::truth;
  Unit unit{};
  int list = -1;  // of a choice: index in Vocabulary::lists
  bool operator==(Type const&) const = default;
};

inline Type quantity(Unit unit) {
  return Type{Kind::quantity, std::move(unit), -1};
}

/// « une quantité en € », « une date », for messages.
std::string to_text(Type const& type);

}  // namespace pacte::rule
