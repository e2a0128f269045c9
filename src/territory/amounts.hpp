// A table of amounts or counts by territory, as anyone may hand it in.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "territory/justice.hpp"
#include "territory/known_places.hpp"
#include "web/locale.hpp"

namespace pacte::territory {

struct AmountFault {
  std::size_t line = 0;
  std::string message;  // in the language asked for: what, and how to mend it
};

struct AmountColumns {
  std::string territory;  // left empty: the first one that is not named below
  std::string value;      // left empty: the next one
  std::string before{};   // left empty: there are no values of before
};

using QuantityByCode = std::map<std::string, Quantity>;

struct Amounts {
  Level level = Level::commune;  // of all its territories
  QuantityByCode by_code;        // summed where a territory comes several times
  std::optional<QuantityByCode> before{};
  std::size_t rows = 0;
  std::vector<std::string> notices{};  // in the language asked for: what was mended in reading
};

/// Reads CSV with a header, commas or semicolons. Territories by official code: communes (INSEE),
/// EPCI (SIREN), departments, alone or as "commune:31555"; a leading zero that a spreadsheet took
/// away is put back, and a former commune is brought to the one it went into, each with a notice.
/// Values in the French or the international way, not negative, at most 100 thousand million with
/// six decimals. All faults are told, up to a hundred.
std::expected<Amounts, std::vector<AmountFault>> read_amounts(std::string_view text,
                                                              AmountColumns const& columns,
                                                              KnownPlaces const& places,
                                                              web::Locale locale = web::Locale::fr);

/// The same of what Pacte counts by itself: by "commune:31555", all of one level, in millionths,
/// not negative. Territories that the reference does not have are left out, with a notice.
Amounts amounts_of(std::map<std::string, std::int64_t> const& counted, KnownPlaces const& places,
                   web::Locale locale = web::Locale::fr);

/// "1 234,5 €" is 1 234 500 000 millionths; nothing when it is no such number.
std::optional<Quantity> parse_quantity(std::string_view text);

/// "1234.5": the shortest exact decimal.
std::string decimal_text(Quantity quantity);

}  // namespace pacte::territory
