// All panels, one after the other, where quotas are so tight that there are few.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "decision/sortition/classes.hpp"

namespace pacte::decision::sortition {

struct EnumerationLimits {
  std::size_t panels = 100'000;
  std::size_t steps = 500'000;
};

/// Nothing when a limit is passed.
std::optional<std::vector<Seats>> all_panels(SeatModel const& model,
                                             EnumerationLimits const& limits);

}  // namespace pacte::decision::sortition
