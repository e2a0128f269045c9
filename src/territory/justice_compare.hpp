// One territory beside those like it, and a report beside that of before.
#pragma once

#include <optional>
#include <span>

#include "territory/justice_report.hpp"

namespace pacte::territory {

/// A territory of a report, its peers, its department and, in the report itself, the region.
struct PlaceComparison {
  std::size_t place = 0;                   // in the report's places
  Peers peers;                             // the nearest in population
  std::optional<GroupShare> department{};  // none when the territory is a department
};

/// Nothing when nobody lives there, or when the report has no other place.
std::optional<PlaceComparison> compare_place(JusticeReport const& report, std::size_t place,
                                             std::span<Territory const> territories);

/// By how much a share known by bounds has changed, at least and at most.
Bounds<double> change(Bounds<double> const& before, Bounds<double> const& after);

}  // namespace pacte::territory
