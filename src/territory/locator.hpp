// Where a territory is, from the points of its communes alone: no contour is known, and none is
// drawn.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "territory/model.hpp"

namespace pacte::territory {

/// Points in an equirectangular projection at their middle latitude, north up, as an SVG with a
/// title; the commune `here` larger. Nearby points are drawn as one path, to stay light. Empty
/// without a point.
std::string locator_svg(std::vector<std::pair<Key, Place>> const& points, Key const& here,
                        std::string_view title);

}  // namespace pacte::territory
