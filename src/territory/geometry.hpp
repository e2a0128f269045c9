// Contours of territories, in WGS 84 on a lattice of 1e-7 degree (about one centimetre): with whole
// numbers, whether a point lies left or right of a line is exact, and so is who holds it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "territory/model.hpp"

namespace pacte::territory {

inline constexpr double units_per_degree = 1e7;

struct Vertex {
  std::int32_t x = 0;  // longitude, in units of 1e-7 degree
  std::int32_t y = 0;  // latitude
  auto operator<=>(Vertex const&) const = default;
};

/// The nearest vertex of the lattice; the place must be a longitude and a latitude of the Earth.
Vertex to_vertex(Place const& place);
Place to_place(Vertex vertex);

/// Closed: the last vertex is the first one again. Four vertices at least.
using Ring = std::vector<Vertex>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  bool operator==(Polygon const&) const = default;
};

struct Contour {
  std::vector<Polygon> polygons;
  bool operator==(Contour const&) const = default;
  [[nodiscard]] std::vector<Ring const*> rings() const;
};

struct Extent {
  Vertex least{INT32_MAX, INT32_MAX};
  Vertex most{INT32_MIN, INT32_MIN};
  void take(Vertex vertex);
  [[nodiscard]] bool empty() const { return least.x > most.x; }
};
Extent extent_of(Contour const& contour);

/// The contour as compact text of printable ASCII: each vertex as its difference with the one
/// before, in base 32 digits (Google's encoded polyline, at seven decimals, longitude first); rings
/// of a polygon separated by a comma, polygons by a semicolon.
std::string to_text(Contour const& contour);
/// Nothing when the text was not written by `to_text`.
std::optional<Contour> parse_contour(std::string_view text);

/// Which side of the line from `a` to `b` the point is on: 1 on the left, -1 on the right, never 0.
/// The point is taken as moved east by an infinitely small step, and north by one smaller still: so
/// no point lies on a line, and every answer that rests on sides agrees with every other. `a` and
/// `b` differ.
inline int side(Vertex a, Vertex b, Vertex point) {
  auto const dx = std::int64_t{b.x} - a.x;
  auto const dy = std::int64_t{b.y} - a.y;
  auto const turn = dx * (std::int64_t{point.y} - a.y) - dy * (std::int64_t{point.x} - a.x);
  if (turn != 0) return turn > 0 ? 1 : -1;
  if (dy != 0) return dy < 0 ? 1 : -1;
  return dx > 0 ? 1 : -1;
}

/// Whether the point lies on the segment, ends included.
bool on_segment(Vertex a, Vertex b, Vertex point);

/// Whether the contour holds the point, moved as `side` says: a point of a border that two contours
/// share is in the one to its east (or north, along a border that goes due east), and in one only.
bool holds(Contour const& contour, Vertex point);
bool touches(Contour const& contour, Vertex point);

}  // namespace pacte::territory
