#include "rule/calendar.hpp"

#include <gtest/gtest.h>

namespace pacte::rule {
namespace {

std::int64_t day(char const* text) {
  return *parse_day(text);
}

TEST(Calendar, MonthsEndWithTheMonth) {
  EXPECT_EQ(add_months(day("2026-01-31"), 1), day("2026-02-28"));
  EXPECT_EQ(add_months(day("2024-01-31"), 1), day("2024-02-29"));
  EXPECT_EQ(add_months(day("2024-02-29"), 12), day("2025-02-28"));
  EXPECT_EQ(add_months(day("2026-03-31"), -1), day("2026-02-28"));
  EXPECT_EQ(add_months(day("2026-12-15"), 1), day("2027-01-15"));
}

TEST(Calendar, WholeMonthsBetween) {
  EXPECT_EQ(months_between(day("2026-01-15"), day("2026-02-14")), 0);
  EXPECT_EQ(months_between(day("2026-01-15"), day("2026-02-15")), 1);
  EXPECT_EQ(months_between(day("2026-01-31"), day("2026-02-28")), 1);
  EXPECT_EQ(months_between(day("2008-02-29"), day("2026-02-28")), 18 * 12);
  EXPECT_EQ(months_between(day("2008-02-29"), day("2026-02-27")), 18 * 12 - 1);
  EXPECT_EQ(months_between(day("2026-02-15"), day("2026-01-15")), -1);
  EXPECT_EQ(months_between(day("2026-02-15"), day("2026-01-16")), -1);
}

// What ranges rest on: a later end never makes fewer months, a later start never more.
TEST(Calendar, MonthsOnlyGrowWithTheEnd) {
  auto const first = day("2023-12-01");
  auto const last = day("2025-03-05");
  for (auto from = first; from <= last; ++from) {
    for (auto to = first; to < last; ++to) {
      auto const here = months_between(from, to);
      ASSERT_LE(here, months_between(from, to + 1));
      ASSERT_GE(here, months_between(from + 1, to));
    }
  }
}

TEST(Calendar, RefusesDaysThatDoNotExist) {
  for (auto const* bad :
       {"2026-02-29", "2026-13-01", "2026-00-10", "1599-12-31", "2400-01-01", "26-01-01"})
    EXPECT_FALSE(parse_day(bad)) << bad;
  EXPECT_EQ(to_day_text(day("1900-03-01")), "1900-03-01");
  EXPECT_EQ(first_day, day("1600-01-01"));
  EXPECT_EQ(last_day, day("2399-12-31"));
}

}  // namespace
}  // namespace pacte::rule
