// Instants and the partial dates that documents print.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pacte {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// The clock is a parameter, so that tests decide what time it is.
using Clock = std::function<Instant()>;
Instant system_now();

/// "2026-01-31T12:00:00.000Z": fixed width, so that text order is time order.
std::string to_iso(Instant instant);
std::optional<Instant> parse_instant(std::string_view iso);

/// A date as printed: year, month or day; an interval A/B; or A/.. without an end.
/// Years 1000 to 2999.
struct PartialDate {
  std::chrono::year_month_day first;  // first day covered
  std::chrono::year_month_day last;   // last day covered; equals `first`'s unit for a plain date
  bool open_ended = false;            // "A/.."; `last` is then of no meaning
};

/// Reads `2022`, `2022-03`, `2022-03-31`, `A/B`, `A/..`; nothing else, and no day that does not
/// exist.
std::optional<PartialDate> parse_partial_date(std::string_view text);

}  // namespace pacte
