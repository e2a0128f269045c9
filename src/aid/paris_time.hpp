// Days and hours as the Region's clocks show them (Europe/Paris).
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"

namespace pacte::aid {

/// The moment of "2026-11-30" at "12:00"; nothing for what is no day or hour, nor for an hour that
/// the change to summer time skips. Of an hour that comes twice in autumn, the first one.
std::optional<Instant> paris_instant(std::string const& day, std::string const& hour);

struct ParisTime {
  std::string day;   // "2026-11-30"
  std::string hour;  // "12:00"
};
ParisTime in_paris(Instant instant);

}  // namespace pacte::aid
