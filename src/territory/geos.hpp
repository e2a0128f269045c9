// What GEOS does with contours: validity, union, cells around points. Pure: no input or output.
#pragma once

#include "territory/geometry.hpp"

namespace pacte::territory {

/// Why a contour is not a valid geometry (OGC Simple Features), and where.
struct GeometryFault {
  std::string reason;  // French
  Place place;
};
std::optional<GeometryFault> geometry_fault(Contour const& contour);

/// The union of contours, on the same lattice. Empty when there are none.
Contour united(std::span<Contour const* const> contours);

/// Areas, in squares of the lattice: for shares of one another, within a region.
double area_of(Contour const& contour);
double shared_area(Contour const& one, Contour const& other);

/// A point inside, away from the borders: where to put a mark. None of an empty contour.
std::optional<Vertex> point_inside(Contour const& contour);

/// One contour for each point, at most: all that is nearer to it than to any other (Voronoi),
/// within a concave hull of the points widened by about half the distance between neighbours.
/// Points that stand twice have an empty contour the second time.
std::vector<Contour> cells_around(std::span<Vertex const> points);

}  // namespace pacte::territory
