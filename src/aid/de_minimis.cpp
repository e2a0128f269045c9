#include "aid/de_minimis.hpp"

#include <algorithm>
#include <ranges>

namespace pacte::aid {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::chrono::years window{3};
constexpr Euros full_equivalent{300'000'00};

// The day before the three years that end on `last`.
sys_days before_window(year_month_day last) {
  auto day = last - window;
  if (!day.ok()) day = day.year() / day.month() / std::chrono::last;
  return day;
}

struct Sum {
  std::vector<DeMinimisRule> rules;
  Euros ceiling;
};

std::vector<Sum> sums_for(std::span<DeMinimisGrant const> account, DeMinimisRule asked,
                          DeMinimisCeilings const& ceilings) {
  using enum DeMinimisRule;
  std::vector<Sum> sums;
  if (asked == agriculture) sums.push_back({{agriculture}, ceilings.agriculture});
  if (asked == fishery) sums.push_back({{fishery}, ceilings.fishery});
  if (asked != sgei) sums.push_back({{general, agriculture, fishery}, ceilings.general});
  if (asked == sgei ||
      std::ranges::any_of(account, [](auto const& one) { return one.rule == sgei; }))
    sums.push_back({{general, agriculture, fishery, sgei}, ceilings.sgei});
  return sums;
}

DeMinimisLimit limit_over(std::span<DeMinimisGrant const> account, Sum const& sum,
                          year_month_day last) {
  sys_days const before = before_window(last);
  DeMinimisLimit limit{.rules = sum.rules,
                       .ceiling = sum.ceiling,
                       .from = before + std::chrono::days{1},
                       .to = last,
                       .counted = {},
                       .total = {},
                       .left = {}};
  for (auto const& grant : account) {
    sys_days const day = grant.granted;
    if (day <= before || day > sys_days{last}) continue;
    if (std::ranges::find(sum.rules, grant.rule) == sum.rules.end()) continue;
    limit.total.cents += grant.equivalent.cents;
    limit.counted.push_back(grant);
  }
  std::ranges::stable_sort(limit.counted, {},
                           [](auto const& grant) { return sys_days{grant.granted}; });
  limit.left.cents = std::max<std::int64_t>(0, limit.ceiling.cents - limit.total.cents);
  return limit;
}

// The three years that leave least. Only those that end on a grant can: any other is no fuller.
DeMinimisLimit tightest(std::span<DeMinimisGrant const> account, Sum const& sum,
                        year_month_day asked) {
  auto least = limit_over(account, sum, asked);
  for (auto const& grant : account) {
    sys_days const last = grant.granted;
    if (last <= sys_days{asked} || before_window(grant.granted) >= sys_days{asked}) continue;
    auto limit = limit_over(account, sum, grant.granted);
    if (limit.left < least.left) least = std::move(limit);
  }
  return least;
}

// The part of the full equivalent that an amount over a time is of the largest one, rounded up.
std::optional<Euros> in_proportion(Euros amount, int months, Euros over_five_years) {
  constexpr int five_years = 60;
  constexpr int ten_years = 120;
  if (amount.cents < 0 || months < 0) return std::nullopt;
  bool const short_enough = months <= five_years && amount <= over_five_years;
  bool const long_enough = months <= ten_years && amount.cents <= over_five_years.cents / 2;
  if (!short_enough && !long_enough) return std::nullopt;
  auto const whole = over_five_years.cents * five_years;
  return Euros{(full_equivalent.cents * amount.cents * months + whole - 1) / whole};
}

}  // namespace

DeMinimisCheck check_de_minimis(std::span<DeMinimisGrant const> account,
                                DeMinimisGrant const& asked, DeMinimisCeilings const& ceilings) {
  DeMinimisCheck check;
  for (auto const& sum : sums_for(account, asked.rule, ceilings))
    check.limits.push_back(tightest(account, sum, asked.granted));
  std::ranges::stable_sort(check.limits, {}, &DeMinimisLimit::left);
  check.most = check.limits.front().left;
  check.allowed = asked.equivalent <= check.most;
  return check;
}

std::optional<Euros> loan_equivalent(Euros principal, int months) {
  return in_proportion(principal, months, {1'000'000'00});
}

std::optional<Euros> guarantee_equivalent(Euros guaranteed, int months) {
  return in_proportion(guaranteed, months, {1'500'000'00});
}

}  // namespace pacte::aid
