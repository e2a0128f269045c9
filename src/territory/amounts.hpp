// A table of amounts or counts by territory, as anyone may hand it in.
#pragma once

#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "territory/justice.hpp"

namespace pacte::territory {

struct AmountFault {
  std::size_t line = 0;
  std::string message;  // French: what, and how to mend it
};

struct AmountColumns {
  std::string territory;
  std::string value;
};

struct Amounts {
  Level level = Level::commune;             // of all its territories
  std::map<std::string, Quantity> by_code;  // summed where a territory comes several times
  std::size_t rows = 0;
  std::vector<std::string> notices;  // French: what was mended in reading
};

/// The territories that a table may name.
class KnownPlaces {
 public:
  explicit KnownPlaces(std::span<Territory const> territories);
  [[nodiscard]] Territory const* find(Key const& key) const;
  /// The only territory of that level and name, if there is one.
  [[nodiscard]] Territory const* named(Level level, std::string_view name) const;

 private:
  std::map<Key, Territory const*> by_key_;
  std::multimap<std::pair<Level, std::string>, Territory const*> by_name_;
};

/// Reads CSV with a header, commas or semicolons. Territories by official code: communes (INSEE),
/// EPCI (SIREN), departments, alone or as "commune:31555"; a leading zero that a spreadsheet took
/// away is put back, with a notice. Values in the French or the international way, not negative, at
/// most 100 thousand million with six decimals. All faults are told, up to a hundred.
std::expected<Amounts, std::vector<AmountFault>> read_amounts(std::string_view text,
                                                              AmountColumns const& columns,
                                                              KnownPlaces const& places);

/// "1 234,5 €" is 1 234 500 000 millionths; nothing when it is no such number.
std::optional<Quantity> parse_quantity(std::string_view text);

/// "1234.5": the shortest exact decimal.
std::string decimal_text(Quantity quantity);

}  // namespace pacte::territory
