#include "base/date.hpp"

#include "base/text.hpp"

namespace pacte {

Instant system_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_iso(Instant instant) {
  auto const day = std::chrono::floor<std::chrono::days>(instant);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const time{instant - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

namespace {

std::optional<int> number(std::string_view text, std::size_t at, std::size_t size) {
  if (at + size > text.size()) return std::nullopt;
  auto const part = text.substr(at, size);
  if (!std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  auto const value = parse_integer(part);
  return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

std::optional<PartialDate> parse_single(std::string_view text) {
  using namespace std::chrono;
  auto const y = number(text, 0, 4);
  if (!y || *y < 1000 || *y > 2999) return std::nullopt;
  if (text.size() == 4) return PartialDate{year{*y} / January / 1, year{*y} / December / 31};
  auto const m = number(text, 5, 2);
  if (text[4] != '-' || !m || *m < 1 || *m > 12) return std::nullopt;
  auto const month_of = year{*y} / *m;
  if (text.size() == 7) return PartialDate{month_of / 1, year_month_day{month_of / last}};
  auto const d = number(text, 8, 2);
  if (text.size() != 10 || text[7] != '-' || !d) return std::nullopt;
  year_month_day const exact = month_of / *d;
  if (!exact.ok()) return std::nullopt;
  return PartialDate{exact, exact};
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view iso) {
  using namespace std::chrono;
  if (iso.size() != 24 || iso[10] != 'T' || iso[13] != ':' || iso[16] != ':' || iso[19] != '.' ||
      iso[23] != 'Z') {
    return std::nullopt;
  }
  auto const date = parse_single(iso.substr(0, 10));
  auto const h = number(iso, 11, 2);
  auto const min = number(iso, 14, 2);
  auto const s = number(iso, 17, 2);
  auto const ms = number(iso, 20, 3);
  if (!date || !h || !min || !s || !ms || *h > 23 || *min > 59 || *s > 59) return std::nullopt;
  return sys_days{date->first} + hours{*h} + minutes{*min} + seconds{*s} + milliseconds{*ms};
}

std::optional<PartialDate> parse_partial_date(std::string_view text) {
  auto const slash = text.find('/');
  if (slash == std::string_view::npos) return parse_single(text);
  auto const from = parse_single(text.substr(0, slash));
  auto const end = text.substr(slash + 1);
  if (!from) return std::nullopt;
  if (end == "..") return PartialDate{from->first, from->last, true};
  auto const to = parse_single(end);
  if (!to || to->last < from->first) return std::nullopt;
  return PartialDate{from->first, to->last};
}

}  // namespace pacte
