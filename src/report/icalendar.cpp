#include "report/icalendar.hpp"

#include <fmt/format.h>

namespace pacte::report {
namespace {

constexpr std::size_t longest_line = 75;  // bytes, without the line end (RFC 5545, 3.1)

// Text values (3.3.11); other control characters are not allowed in them.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte >= 0x20 && byte != 0x7F) {
      out += c;
    }
  }
  return out;
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

void add_line(std::string& out, std::string_view line) {
  std::size_t room = longest_line;
  while (line.size() > room) {
    auto cut = room;
    while (cut > 1 && continues(line[cut]))
      --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = longest_line - 1;  // the space that begins the line counts
  }
  out.append(line).append("\r\n");
}

void add_text(std::string& out, std::string_view name, std::string_view text) {
  if (!text.empty()) add_line(out, fmt::format("{}:{}", name, escaped(text)));
}

std::string in_utc(Instant instant) {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(instant);
  auto const day = std::chrono::floor<std::chrono::days>(seconds);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const time{seconds - day};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string as_date(std::chrono::year_month_day date) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

void add_event(std::string& out, CalendarEvent const& event) {
  add_line(out, "BEGIN:VEVENT");
  add_text(out, "UID", event.uid);
  add_line(out, "DTSTAMP:" + in_utc(event.changed));
  add_line(out, "LAST-MODIFIED:" + in_utc(event.changed));
  add_line(out, fmt::format("SEQUENCE:{}", event.sequence));
  auto const start = [](auto const& at) {
    if constexpr (std::is_same_v<std::decay_t<decltype(at)>, Instant>) {
      return "DTSTART:" + in_utc(at);
    } else {
      return "DTSTART;VALUE=DATE:" + as_date(at);
    }
  };
  add_line(out, std::visit(start, event.at));
  add_text(out, "SUMMARY", event.summary);
  add_text(out, "DESCRIPTION", event.description);
  if (!event.url.empty()) add_line(out, "URL:" + event.url);
  add_line(out, event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  add_line(out, "TRANSP:TRANSPARENT");
  add_line(out, "END:VEVENT");
}

}  // namespace

std::string icalendar(Calendar const& calendar) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_text(out, "PRODID", calendar.product);
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  add_text(out, "X-WR-CALNAME", calendar.name);
  for (auto const& event : calendar.events)
    add_event(out, event);
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace pacte::report
