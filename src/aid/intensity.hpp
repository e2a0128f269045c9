// Public aid put together on the same costs, against the largest share that its regimes allow.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/euros.hpp"

namespace pacte::aid {

/// A share in hundredths of a per cent: 4,500 is 45 %.
struct BasisPoints {
  std::int64_t value = 0;
  auto operator<=>(BasisPoints const&) const = default;
};

/// What one regime allows on these costs: a share of them, an amount, or both.
struct AidRegime {
  std::string name;  // "rgec-17", or as it was declared; may be empty
  std::optional<BasisPoints> most_share{};
  std::optional<Euros> most_amount{};
};

/// Another aid declared on the same eligible costs, whoever gives it.
struct OtherAid {
  std::string giver;
  Euros equivalent;
  AidRegime regime{};
};

struct IntensityCheck {
  std::optional<Euros> ceiling{};  // none when no regime sets a limit
  std::string ceiling_of{};        // name of the regime that allows most
  Euros already;
  Euros most;  // what the new aid may be: never more than what the costs leave
  bool allowed = false;
};

/// May `asked` come beside `others` on costs of `eligible`? The ceiling is that of the regime which
/// allows most (Regulation (EU) 651/2014, article 8(3); 2023/2831, article 5(2)), and public aid
/// never exceeds the costs. `eligible` and every amount are zero or more.
IntensityCheck check_intensity(Euros eligible, Euros asked, AidRegime const& regime,
                               std::span<OtherAid const> others);

}  // namespace pacte::aid
