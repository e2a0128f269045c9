#include "aid/intensity.hpp"

#include <algorithm>

namespace pacte::aid {
namespace {

constexpr std::int64_t whole = 10'000;

// The share of an amount, rounded down: cents above are not allowed. In two parts, so that no
// amount is too large for it.
std::int64_t share_of(std::int64_t cents, BasisPoints share) {
  return cents / whole * share.value + cents % whole * share.value / whole;
}

std::optional<Euros> limit_of(AidRegime const& regime, Euros eligible) {
  std::optional<Euros> limit = regime.most_amount;
  if (regime.most_share) {
    Euros const by_share{share_of(eligible.cents, *regime.most_share)};
    limit = limit ? std::min(*limit, by_share) : by_share;
  }
  return limit;
}

}  // namespace

IntensityCheck check_intensity(Euros eligible, Euros asked, AidRegime const& regime,
                               std::span<OtherAid const> others) {
  IntensityCheck check{.ceiling = limit_of(regime, eligible)};
  if (check.ceiling) check.ceiling_of = regime.name;
  for (auto const& other : others) {
    check.already.cents += other.equivalent.cents;
    auto const limit = limit_of(other.regime, eligible);
    if (!limit || (check.ceiling && *limit <= *check.ceiling)) continue;
    check.ceiling = limit;
    check.ceiling_of = other.regime.name;
  }
  auto const most = std::min(check.ceiling.value_or(eligible), eligible);
  check.most.cents = std::max<std::int64_t>(0, most.cents - check.already.cents);
  check.allowed = asked <= check.most;
  return check;
}

}  // namespace pacte::aid
