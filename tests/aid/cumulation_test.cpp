#include <random>

#include <gtest/gtest.h>

#include "aid/de_minimis.hpp"
#include "aid/intensity.hpp"
#include "aid/undertaking.hpp"

namespace pacte::aid {
namespace {

using namespace std::chrono_literals;
using std::chrono::year_month_day;

constexpr auto today = 2026y / 3 / 10;

DeMinimisGrant grant(year_month_day day, std::int64_t euros,
                     DeMinimisRule rule = DeMinimisRule::general) {
  return {.granted = day, .equivalent = {euros * 100}, .rule = rule};
}

DeMinimisCheck check(std::vector<DeMinimisGrant> const& account, std::int64_t euros,
                     DeMinimisRule rule = DeMinimisRule::general) {
  return check_de_minimis(account, grant(today, euros, rule));
}

TEST(DeMinimis, AnEmptyAccountAllowsTheWholeCeiling) {
  EXPECT_TRUE(check({}, 300'000).allowed);
  EXPECT_FALSE(check({}, 300'001).allowed);
  EXPECT_EQ(check({}, 1).most, Euros{300'000'00});
}

TEST(DeMinimis, GrantsOfThreeYearsAddUpDayByDay) {
  // The same day three years before is out; the morrow is in.
  EXPECT_EQ(check({grant(2023y / 3 / 10, 200'000)}, 1).most, Euros{300'000'00});
  auto const inside = check({grant(2023y / 3 / 11, 200'000)}, 100'000);
  EXPECT_EQ(inside.most, Euros{100'000'00});
  EXPECT_TRUE(inside.allowed);
  ASSERT_EQ(inside.limits.size(), 1U);
  EXPECT_EQ(inside.limits.front().from, 2023y / 3 / 11);
  EXPECT_EQ(inside.limits.front().to, today);
  EXPECT_EQ(inside.limits.front().counted.size(), 1U);
}

TEST(DeMinimis, ALeapDayHasItsThreeYears) {
  std::vector const account{grant(2021y / 2 / 28, 300'000)};
  EXPECT_TRUE(check_de_minimis(account, grant(2024y / 2 / 29, 300'000)).allowed);
  std::vector const later{grant(2021y / 3 / 1, 300'000)};
  EXPECT_FALSE(check_de_minimis(later, grant(2024y / 2 / 29, 1)).allowed);
}

TEST(DeMinimis, LaterGrantsCountToo) {
  // An old grant recorded late: the three years that end on the later grant are the fullest.
  auto const found = check({grant(2024y / 1 / 1, 100'000), grant(2026y / 9 / 1, 150'000)}, 60'000);
  EXPECT_FALSE(found.allowed);
  EXPECT_EQ(found.most, Euros{50'000'00});
  EXPECT_EQ(found.limits.front().to, 2026y / 9 / 1);
}

TEST(DeMinimis, AGrantMoreThanThreeYearsLaterDoesNotCount) {
  EXPECT_EQ(check({grant(2029y / 3 / 10, 300'000)}, 1).most, Euros{300'000'00});
  EXPECT_EQ(check({grant(2029y / 3 / 9, 300'000)}, 1).most, Euros{0});
}

TEST(DeMinimis, AgricultureHasItsOwnCeilingWithinTheGeneralOne) {
  using enum DeMinimisRule;
  EXPECT_EQ(check({}, 1, agriculture).most, Euros{50'000'00});
  EXPECT_EQ(check({grant(2025y / 1 / 1, 20'000, agriculture)}, 1, agriculture).most,
            Euros{30'000'00});
  EXPECT_EQ(check({grant(2025y / 1 / 1, 280'000)}, 1, agriculture).most, Euros{20'000'00});
  EXPECT_EQ(check({grant(2025y / 1 / 1, 20'000, agriculture)}, 1).most, Euros{280'000'00});
}

TEST(DeMinimis, ServicesOfGeneralInterestAddUpToTheirCeiling) {
  using enum DeMinimisRule;
  EXPECT_EQ(check({grant(2025y / 1 / 1, 250'000)}, 1, sgei).most, Euros{500'000'00});
  EXPECT_EQ(check({grant(2025y / 1 / 1, 700'000, sgei)}, 1).most, Euros{50'000'00});
}

TEST(DeMinimis, EquivalentsAreInProportion) {
  EXPECT_EQ(loan_equivalent({1'000'000'00}, 60), Euros{300'000'00});
  EXPECT_EQ(loan_equivalent({500'000'00}, 120), Euros{300'000'00});
  EXPECT_EQ(loan_equivalent({200'000'00}, 30), Euros{30'000'00});
  EXPECT_EQ(loan_equivalent({100}, 1), Euros{1});  // half a cent, rounded up
  EXPECT_EQ(loan_equivalent({1'000'000'01}, 60), std::nullopt);
  EXPECT_EQ(loan_equivalent({600'000'00}, 61), std::nullopt);
  EXPECT_EQ(loan_equivalent({-1}, 12), std::nullopt);
  EXPECT_EQ(guarantee_equivalent({1'500'000'00}, 60), Euros{300'000'00});
  EXPECT_EQ(guarantee_equivalent({750'000'00}, 120), Euros{300'000'00});
  EXPECT_EQ(guarantee_equivalent({750'000'00}, 121), std::nullopt);
}

// What the rule says, said otherwise: no three years, whichever their first day, exceed the
// ceiling.
bool fits_every_window(std::vector<DeMinimisGrant> account, DeMinimisGrant const& asked) {
  account.push_back(asked);
  using std::chrono::sys_days;
  for (sys_days last = asked.granted;; last += std::chrono::days{1}) {
    auto first = year_month_day{last} - std::chrono::years{3};
    if (!first.ok()) first = first.year() / first.month() / std::chrono::last;
    if (sys_days{first} >= sys_days{asked.granted}) return true;
    std::int64_t sum = 0;
    for (auto const& one : account) {
      if (sys_days{one.granted} > sys_days{first} && sys_days{one.granted} <= last)
        sum += one.equivalent.cents;
    }
    if (sum > 300'000'00) return false;
  }
}

TEST(DeMinimis, TheMostIsTheLargestThatFitsEveryWindow) {
  std::mt19937 random{2831};
  std::uniform_int_distribution<int> day{0, 365 * 6};
  std::uniform_int_distribution<std::int64_t> amount{0, 90'000'00};
  for (int round = 0; round < 60; ++round) {
    std::vector<DeMinimisGrant> account;
    for (int i = 0; i < 6; ++i) {
      year_month_day const on{std::chrono::sys_days{2023y / 3 / 10} +
                              std::chrono::days{day(random)}};
      account.push_back({.granted = on, .equivalent = {amount(random)}});
    }
    auto asked = grant(today, 0);
    auto const most = check_de_minimis(account, asked).most;
    asked.equivalent = most;
    // Where others alone exceed the ceiling, nothing fits and nothing is left.
    if (most.cents > 0) {
      EXPECT_TRUE(fits_every_window(account, asked));
    }
    asked.equivalent.cents += 1;
    EXPECT_FALSE(fits_every_window(account, asked));
  }
}

TEST(SingleUndertaking, LinksAreFollowedBothWaysAndThroughOthers) {
  std::vector<Link> const links{{"100", "200"},
                                {"200", "300", Control::dominant},
                                {"400", "300"},
                                {"500", "600"},
                                {"300", "100"}};
  auto const found = single_undertaking("200", links);
  EXPECT_EQ(found.members, (std::vector<std::string>{"200", "100", "300", "400"}));
  EXPECT_EQ(found.links.size(), 4U);
  EXPECT_EQ(single_undertaking("700", links).members, std::vector<std::string>{"700"});
}

TEST(Intensity, TheRegimeThatAllowsMostSetsTheCeiling) {
  AidRegime const half{.name = "half", .most_share = BasisPoints{5'000}};
  std::vector<OtherAid> const others{
      {"State", {20'000'00}, {.name = "sixty", .most_share = BasisPoints{6'000}}}};
  auto const found = check_intensity({100'000'00}, {40'000'00}, half, others);
  EXPECT_EQ(found.ceiling, Euros{60'000'00});
  EXPECT_EQ(found.ceiling_of, "sixty");
  EXPECT_EQ(found.most, Euros{40'000'00});
  EXPECT_TRUE(found.allowed);
  EXPECT_FALSE(check_intensity({100'000'00}, {40'000'01}, half, others).allowed);
}

TEST(Intensity, AShareAndAnAmountHoldTogether) {
  AidRegime const regime{
      .name = "r", .most_share = BasisPoints{5'000}, .most_amount = Euros{10'000'00}};
  EXPECT_EQ(check_intensity({100'000'00}, {0}, regime, {}).most, Euros{10'000'00});
  EXPECT_EQ(check_intensity({1'001}, {0}, regime, {}).most, Euros{500});  // rounded down
}

TEST(Intensity, AidOutsideAnyRegimeFillsTheCeilingAndDoesNotLiftIt) {
  AidRegime const half{.name = "half", .most_share = BasisPoints{5'000}};
  std::vector<OtherAid> const others{{"Commune", {30'000'00}, {.name = "none"}}};
  auto const found = check_intensity({100'000'00}, {20'000'00}, half, others);
  EXPECT_EQ(found.ceiling_of, "half");
  EXPECT_EQ(found.most, Euros{20'000'00});
}

TEST(Intensity, PublicAidNeverExceedsTheCosts) {
  AidRegime const none{.name = "none"};
  std::vector<OtherAid> const others{{"Commune", {30'000'00}, none}};
  auto const found = check_intensity({100'000'00}, {70'000'00}, none, others);
  EXPECT_EQ(found.ceiling, std::nullopt);
  EXPECT_EQ(found.ceiling_of, "");
  EXPECT_EQ(found.most, Euros{70'000'00});
  EXPECT_EQ(check_intensity({10'000'00}, {0}, none, others).most, Euros{0});
}

}  // namespace
}  // namespace pacte::aid
