// The simple draw that came first: seat after seat, for the feature that most needs it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "decision/sortition/model.hpp"
#include "decision/sortition/people_lottery.hpp"

namespace pacte::decision::sortition {

struct LegacyLimits {
  std::size_t panels = 1'000;    // wanted
  std::size_t failures = 5'000;  // in a row, after which none is hoped for
};

/// Panels of equal weight, each drawn alone (the LEGACY algorithm described by Flanigan and others,
/// Nature 2021, supplement): the next seat goes to a person at random among those who have the
/// feature whose missing seats are most numerous for the people left; whoever can no longer sit is
/// put aside; starts again when a feature can no longer be filled. Empty when no panel was found.
std::vector<PeoplePanel> draw_legacy(Request const& request, std::string_view seed,
                                     LegacyLimits const& limits = {});

}  // namespace pacte::decision::sortition
