// How much land a contour holds.
#pragma once

#include "territory/geometry.hpp"

namespace pacte::territory {

/// In square kilometres, on a sphere of the Earth's own surface (authalic, radius 6 371.007 km):
/// within half a percent of the area on the ellipsoid.
double square_kilometres(Contour const& contour);

}  // namespace pacte::territory
