// Calendars for other programs: iCalendar (RFC 5545).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace pacte::report {

struct CalendarEvent {
  std::string uid;  // never changes, worldwide: "occitanie/aap-1/closes@pacte.example"
  std::variant<Instant, std::chrono::year_month_day> at;  // a moment, or a whole day
  std::string summary;
  std::string description;    // may be empty
  std::string url;            // may be empty
  std::int64_t sequence = 0;  // grows when the event changes
  Instant changed;
  bool cancelled = false;
};

struct Calendar {
  std::string name;
  std::string product;  // "-//Pacte//Appels//FR"
  std::vector<CalendarEvent> events;
};

/// The text of a calendar: lines end with CRLF and are folded at 75 bytes, between characters;
/// moments are in UTC.
std::string icalendar(Calendar const& calendar);

}  // namespace pacte::report
