// Money: whole cents of euro, never a floating number.
#pragma once

#include <cstdint>
#include <string>

#include "base/text.hpp"

namespace pacte {

struct Euros {
  std::int64_t cents = 0;
  auto operator<=>(Euros const&) const = default;
};

/// "1 500 000 €", "12,50 €": cents shown only when there are some.
std::string to_text(Euros amount, Digits style = Digits::french);

/// For large sums: "800 M€", "622,591 M€", "6,3 Md€", exact; falls back on `to_text` when the
/// amount is below a million or would need more than three decimals.
std::string to_short_text(Euros amount, Digits style = Digits::french);

}  // namespace pacte
