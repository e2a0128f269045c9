#include "rule/calendar.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::rule {
namespace {

using namespace std::chrono;

constexpr std::int64_t most_months = 12 * 800;

year_month_day calendar(std::int64_t day) {
  return sys_days{days{std::clamp(day, first_day, last_day)}};
}

}  // namespace

std::int64_t add_months(std::int64_t day, std::int64_t months_added) {
  auto const date = calendar(day);
  auto const bounded = std::clamp(months_added, -most_months, most_months);
  auto const month = year_month{date.year(), date.month()} + months{static_cast<int>(bounded)};
  auto const end = year_month_day{month / last};
  auto const moved = year_month_day{month / std::min(date.day(), end.day())};
  return std::clamp<std::int64_t>(sys_days{moved}.time_since_epoch().count(), first_day, last_day);
}

std::int64_t months_between(std::int64_t from, std::int64_t to) {
  auto const start = calendar(from);
  auto const end = calendar(to);
  auto const whole = (static_cast<int>(end.year()) - static_cast<int>(start.year())) * 12 +
                     static_cast<int>(static_cast<unsigned>(end.month())) -
                     static_cast<int>(static_cast<unsigned>(start.month()));
  return add_months(from, whole) > std::clamp(to, first_day, last_day) ? whole - 1 : whole;
}

std::int64_t year_of(std::int64_t day) {
  return static_cast<int>(calendar(day).year());
}

std::optional<std::int64_t> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto const y = parse_integer(text.substr(0, 4));
  auto const m = parse_integer(text.substr(5, 2));
  auto const d = parse_integer(text.substr(8, 2));
  if (!y || !m || !d || *m < 1 || *d < 1) return std::nullopt;
  year_month_day const date{year{static_cast<int>(*y)}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  auto const found = static_cast<std::int64_t>(sys_days{date}.time_since_epoch().count());
  if (found < first_day || found > last_day) return std::nullopt;
  return found;
}

std::string to_day_text(std::int64_t day) {
  auto const date = calendar(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace pacte::rule
