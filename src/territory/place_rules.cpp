#include "territory/place_rules.hpp"

#include <algorithm>

namespace pacte::territory {
namespace {

struct Box {
  double west, east, south, north;

  [[nodiscard]] bool holds(Place const& place) const {
    return place.longitude >= west && place.longitude <= east && place.latitude >= south &&
           place.latitude <= north;
  }
};
constexpr std::array<Box, 4> french_lands{
    {{-6, 10, 41, 52}, {-64, -60, 14, 19}, {-55, -51, 2, 6}, {45, 56, -22, -12}}};
constexpr Box lambert_93_metres{0, 1'300'000, 6'000'000, 7'200'000};

}  // namespace

bool in_french_lands(Place const& place) {
  return std::ranges::any_of(french_lands, [&](Box const& box) { return box.holds(place); });
}

bool lambert_93(Place const& place) {
  return lambert_93_metres.holds(place);
}

}  // namespace pacte::territory
