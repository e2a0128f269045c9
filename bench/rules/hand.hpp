// The scheme of model.regle as somebody would write it by hand, facts known.
#pragma once

#include <algorithm>
#include <cstdint>

namespace bench {

// In the order of faits.regle; money in cents, dates in days, choices as one bit.
struct Applicant {
  std::int64_t staff, turnover, status, insolvent, up_to_date, equity, created, activity, assessed,
      cost, jobs, green, months, start, other_aid;
};

inline bool eligible(Applicant const& a) {
  constexpr std::int64_t mid_2024 = 19904;
  constexpr std::int64_t year_2026 = 20454;
  constexpr std::int64_t year_2028 = 21184;
  constexpr std::int64_t trade = 2;
  constexpr std::int64_t bank = 4;
  return a.staff < 250 && a.staff >= 2 && a.turnover <= 5'000'000'000 && a.turnover > 1'000'000 &&
         (a.status & 7) != 0 && a.insolvent == 0 && a.up_to_date != 0 && a.equity >= 0 &&
         a.created <= mid_2024 && a.activity != bank && a.cost >= 500'000 &&
         a.cost <= 200'000'000 && (a.jobs >= 1 || a.green != 0) && a.months <= 36 &&
         a.start >= year_2026 && a.start < year_2028 && a.other_aid * 5 <= a.cost * 2 &&
         !(a.activity == trade && a.cost > 50'000'000) &&
         (a.green != 0 ? a.assessed != 0 : a.jobs >= 1) && a.other_aid + 1'000'000 <= 30'000'000;
}

inline std::int64_t aid(Applicant const& a) {
  if (!eligible(a)) return 0;
  auto const tenths = 2 + (a.green != 0 ? 1 : 0) + (a.staff < 10 ? 1 : 0);
  auto const limited = std::min<std::int64_t>(a.cost * tenths, 200'000'000);  // tenths of cents
  auto const left = std::max<std::int64_t>(a.cost * 5 - a.other_aid * 10, 0);
  return std::min(limited, left) / 1000 * 100;
}

}  // namespace bench
