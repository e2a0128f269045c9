// Calendar arithmetic on days counted from 1970-01-01.
//
// Adding months keeps the day of the month, or takes the last one when the month is shorter
// (31 January + 1 month = 28 or 29 February). The whole months between two dates are the greatest n
// such that the first date + n months is not after the second; years are twelve months. Somebody
// born on 29 February therefore has their birthday on the 28th in ordinary years.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pacte::rule {

/// 1600-01-01 and 2399-12-31: further dates are refused or held at these.
inline constexpr std::int64_t first_day = -135140;
inline constexpr std::int64_t last_day = 157053;

std::int64_t add_months(std::int64_t day, std::int64_t months);

/// Negative when `to` is before `from`: then minus the whole months from `to` to `from`, minus one
/// when they do not fall right, so that more of `to` never gives less.
std::int64_t months_between(std::int64_t from, std::int64_t to);

std::int64_t year_of(std::int64_t day);

/// "2026-01-31", within the limits above.
std::optional<std::int64_t> parse_day(std::string_view text);
std::string to_day_text(std::int64_t day);  // "2026-01-31"

}  // namespace pacte::rule
