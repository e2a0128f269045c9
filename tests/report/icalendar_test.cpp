#include "report/icalendar.hpp"

#include <gmock/gmock.h>

#include "base/text.hpp"

namespace pacte::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CalendarEvent event() {
  return {.uid = "a/call/closes@pacte.example",
          .at = *parse_instant("2026-11-30T11:00:00.000Z"),
          .summary = "Clôture",
          .description = {},
          .url = {},
          .sequence = 3,
          .changed = *parse_instant("2026-03-01T12:00:05.900Z")};
}

std::string written(CalendarEvent one) {
  return icalendar(
      {.name = "Appels", .product = "-//Pacte//Appels//FR", .events = {std::move(one)}});
}

std::string unfolded(std::string text) {
  for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at))
    text.erase(at, 3);
  return text;
}

TEST(Icalendar, writesAnEventInUtc) {
  EXPECT_EQ(written(event()),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Pacte//Appels//FR\r\n"
            "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Appels\r\nBEGIN:VEVENT\r\n"
            "UID:a/call/closes@pacte.example\r\nDTSTAMP:20260301T120005Z\r\n"
            "LAST-MODIFIED:20260301T120005Z\r\nSEQUENCE:3\r\nDTSTART:20261130T110000Z\r\n"
            "SUMMARY:Clôture\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
            "END:VCALENDAR\r\n");
}

TEST(Icalendar, writesAWholeDayAndACancelledEvent) {
  auto one = event();
  one.at = std::chrono::year_month_day{std::chrono::year{2017} / 3 / 17};
  one.cancelled = true;
  EXPECT_THAT(written(one), HasSubstr("\r\nDTSTART;VALUE=DATE:20170317\r\n"));
  EXPECT_THAT(written(one), HasSubstr("\r\nSTATUS:CANCELLED\r\n"));
}

TEST(Icalendar, escapesTextAndLeavesNoLineToForge) {
  auto one = event();
  one.summary = "Un, deux ; trois \\ quatre\r\nEND:VEVENT\nX-EVIL:1";
  auto const text = unfolded(written(one));
  EXPECT_THAT(text,
              HasSubstr("SUMMARY:Un\\, deux \\; trois \\\\ quatre\\nEND:VEVENT\\nX-EVIL:1\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("\r\nX-EVIL")));
}

TEST(Icalendar, foldsAt75BytesBetweenCharacters) {
  for (int pad = 0; pad < 8; ++pad) {
    auto one = event();
    one.summary = std::string(static_cast<std::size_t>(pad), 'a');
    for (int i = 0; i < 100; ++i)
      one.summary += "é€😀";
    auto const text = written(one);
    for (auto line : split(text, '\n')) {
      if (line.empty()) continue;
      ASSERT_TRUE(line.ends_with('\r'));
      line.remove_suffix(1);
      EXPECT_LE(line.size(), 75U);
      EXPECT_FALSE(first_invalid_utf8(line)) << line;
    }
    EXPECT_THAT(unfolded(text), HasSubstr("SUMMARY:" + one.summary + "\r\n"));
  }
}

}  // namespace
}  // namespace pacte::report
