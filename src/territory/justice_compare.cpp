#include "territory/justice_compare.hpp"

#include <algorithm>

namespace pacte::territory {

std::optional<PlaceComparison> compare_place(JusticeReport const& report, std::size_t place,
                                             std::span<Territory const> territories) {
  auto found = peers(report.places, place);
  if (!found) return std::nullopt;
  PlaceComparison compared{.place = place, .peers = *std::move(found)};
  if (report.level == Level::department) return compared;
  GroupShare department{.key = {Level::department, report.places[place].department}};
  for (auto const& one : report.places) {
    if (one.department != department.key.code) continue;
    ++department.places;
    department.population += one.population;
    department.value += one.value;
  }
  auto const known = std::ranges::find(territories, department.key, &Territory::key);
  department.name = known == territories.end() ? department.key.code : known->name;
  compared.department = std::move(department);
  return compared;
}

Bounds<double> change(Bounds<double> const& before, Bounds<double> const& after) {
  if (before.certain() && after.certain()) {
    auto const by = after.least - before.least;
    return {by, by};
  }
  return {after.least - before.most, after.most - before.least};
}

}  // namespace pacte::territory
