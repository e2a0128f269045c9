#include "aid/paris_time.hpp"

#include <memory>

#include <fmt/format.h>
#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include "base/text.hpp"

namespace pacte::aid {
namespace {

std::unique_ptr<icu::Calendar> paris_calendar() {
  UErrorCode status = U_ZERO_ERROR;
  auto calendar = std::make_unique<icu::GregorianCalendar>(
      icu::TimeZone::createTimeZone("Europe/Paris"), status);
  if (U_FAILURE(status)) throw std::runtime_error{"ICU has no calendar"};
  calendar->setRepeatedWallTimeOption(UCAL_WALLTIME_FIRST);
  return calendar;
}

std::optional<int> two_digits(std::string_view text, int most) {
  auto const number = text.size() == 2 ? parse_integer(text) : std::nullopt;
  if (!number || *number < 0 || *number > most) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace

std::optional<Instant> paris_instant(std::string const& day, std::string const& hour) {
  constexpr std::size_t whole_day = 10;
  auto const date = day.size() == whole_day ? parse_partial_date(day) : std::nullopt;
  if (!date || hour.size() != 5 || hour[2] != ':') return std::nullopt;
  auto const hours = two_digits(std::string_view{hour}.substr(0, 2), 23);
  auto const minutes = two_digits(std::string_view{hour}.substr(3), 59);
  if (!hours || !minutes) return std::nullopt;
  auto const calendar = paris_calendar();
  calendar->clear();
  calendar->set(static_cast<int>(date->first.year()),
                static_cast<int>(static_cast<unsigned>(date->first.month())) - 1,
                static_cast<int>(static_cast<unsigned>(date->first.day())), *hours, *minutes);
  UErrorCode status = U_ZERO_ERROR;
  auto const time = calendar->getTime(status);
  if (U_FAILURE(status)) return std::nullopt;
  Instant const instant{std::chrono::milliseconds{static_cast<std::int64_t>(time)}};
  // A skipped hour comes back as another one.
  auto const shown = in_paris(instant);
  if (shown.day != day || shown.hour != hour) return std::nullopt;
  return instant;
}

ParisTime in_paris(Instant instant) {
  auto const calendar = paris_calendar();
  UErrorCode status = U_ZERO_ERROR;
  calendar->setTime(static_cast<UDate>(instant.time_since_epoch().count()), status);
  auto const field = [&](UCalendarDateFields which) { return calendar->get(which, status); };
  return {.day = fmt::format("{:04}-{:02}-{:02}", field(UCAL_YEAR), field(UCAL_MONTH) + 1,
                             field(UCAL_DATE)),
          .hour = fmt::format("{:02}:{:02}", field(UCAL_HOUR_OF_DAY), field(UCAL_MINUTE))};
}

}  // namespace pacte::aid
