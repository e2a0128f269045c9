#include "base/date.hpp"

#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pacte {
namespace {

using namespace std::chrono;

TEST(Instant, isWrittenInFixedWidth) {
  EXPECT_EQ(to_iso(Instant{}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_iso(Instant{milliseconds{-1}}), "1969-12-31T23:59:59.999Z");
}

TEST(Instant, isReadBackAsItWasAndSortsAsText) {
  std::mt19937_64 random{1};
  auto const first = sys_days{1000y / January / 1}.time_since_epoch() / milliseconds{1};
  auto const last = sys_days{3000y / January / 1}.time_since_epoch() / milliseconds{1} - 1;
  std::uniform_int_distribution<std::int64_t> any{first, last};
  for (int i = 0; i < 10'000; ++i) {
    Instant const a{milliseconds{any(random)}};
    Instant const b{milliseconds{any(random)}};
    ASSERT_EQ(parse_instant(to_iso(a)), a);
    ASSERT_EQ(a < b, to_iso(a) < to_iso(b));
  }
}

TEST(Instant, refusesAnythingElse) {
  for (auto const* text :
       {"", "2026-01-31", "2026-01-31T12:00:00Z", "2026-02-30T12:00:00.000Z",
        "2026-01-31T24:00:00.000Z", "2026-01-31T12:60:00.000Z", "2026-01-31T12:00:60.000Z",
        "2026-01-31 12:00:00.000Z", "2026-01-31T12:00:00.000z", "2026-01-31T12:00:00.-00Z",
        "2026-01-31T12:00:00.000Z ", "+026-01-31T12:00:00.000Z", "0999-01-31T12:00:00.000Z"}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
}

void expect_covers(std::string_view text, year_month_day first, year_month_day last) {
  auto const date = parse_partial_date(text);
  ASSERT_TRUE(date) << text;
  EXPECT_EQ(date->first, first) << text;
  EXPECT_EQ(date->last, last) << text;
  EXPECT_FALSE(date->open_ended) << text;
}

TEST(PartialDate, coversWhatIsPrinted) {
  expect_covers("2022", 2022y / January / 1, 2022y / December / 31);
  expect_covers("2024-02", 2024y / February / 1, 2024y / February / 29);
  expect_covers("2023-02", 2023y / February / 1, 2023y / February / 28);
  expect_covers("2022-03-31", 2022y / March / 31, 2022y / March / 31);
  expect_covers("2022/2028", 2022y / January / 1, 2028y / December / 31);
  expect_covers("2022-06/2022-06-15", 2022y / June / 1, 2022y / June / 15);
}

TEST(PartialDate, mayHaveNoEnd) {
  auto const date = parse_partial_date("2022-03/..");
  ASSERT_TRUE(date);
  EXPECT_EQ(date->first, 2022y / March / 1);
  EXPECT_TRUE(date->open_ended);
}

TEST(PartialDate, refusesAnythingElse) {
  for (auto const* text : {"",
                           "22",
                           "20222",
                           "2022-",
                           "2022-3",
                           "2022-13",
                           "2022-00",
                           "2022-02-30",
                           "2022-03-00",
                           "2022-03-1",
                           "2022-03-31 ",
                           "2022/03",
                           "2022-03-31T",
                           "../2022",
                           "/2022",
                           "2022/",
                           "2022/2021",
                           "2022/2023/2024",
                           "0999",
                           "3000",
                           "-202",
                           "202٣"}) {
    EXPECT_FALSE(parse_partial_date(text)) << text;
  }
}

TEST(PartialDate, readsEveryDayThereIsAndNoOther) {
  for (int y = 1999; y <= 2001; ++y) {
    for (unsigned m = 0; m <= 13; ++m) {
      for (unsigned d = 0; d <= 32; ++d) {
        year_month_day const day = year{y} / m / d;
        auto const text = fmt::format("{:04}-{:02}-{:02}", y, m, d);
        auto const date = parse_partial_date(text);
        ASSERT_EQ(date.has_value(), day.ok()) << text;
        if (date) {
          ASSERT_EQ(date->first, day);
        }
      }
    }
  }
}

}  // namespace
}  // namespace pacte
