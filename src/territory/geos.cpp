#include "territory/geos.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <stdexcept>

#include <geos_c.h>

#include "territory/point_index.hpp"

namespace pacte::territory {
namespace {

// How far a concave hull goes into the bays of the points: 0 as far as it can, 1 not at all.
constexpr double hull_ratio = 0.15;
constexpr int quarter_segments = 3;

class Geos {
 public:
  Geos() : context_{GEOS_init_r()} {
    GEOSContext_setErrorMessageHandler_r(
        context_,
        [](char const* message, void* text) { *static_cast<std::string*>(text) = message; },
        &error_);
  }
  ~Geos() { GEOS_finish_r(context_); }
  Geos(Geos const&) = delete;
  Geos& operator=(Geos const&) = delete;

  struct Destroy {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

  [[nodiscard]] GEOSContextHandle_t context() const { return context_; }

  Geometry made(GEOSGeometry* geometry) {
    if (geometry == nullptr) throw std::runtime_error("GEOS: " + error_);
    return {geometry, Destroy{context_}};
  }

  // Longitudes are multiplied by `squeeze`: distances are then alike in both directions.
  Geometry from(Contour const& contour, double squeeze = 1) {
    std::vector<GEOSGeometry*> parts;
    for (auto const& polygon : contour.polygons) {
      std::vector<GEOSGeometry*> holes;
      for (auto const& hole : polygon.holes)
        holes.push_back(ring(hole, squeeze));
      parts.push_back(GEOSGeom_createPolygon_r(context_, ring(polygon.outer, squeeze), holes.data(),
                                               static_cast<unsigned>(holes.size())));
    }
    return made(GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON, parts.data(),
                                            static_cast<unsigned>(parts.size())));
  }

  Contour to_contour(GEOSGeometry const* geometry, double squeeze = 1) {
    Contour contour;
    take_polygons(geometry, squeeze, contour);
    return contour;
  }

 private:
  GEOSGeometry* ring(Ring const& vertices, double squeeze) {
    std::vector<double> numbers;
    numbers.reserve(vertices.size() * 2);
    for (auto const vertex : vertices) {
      numbers.push_back(vertex.x * squeeze);
      numbers.push_back(vertex.y);
    }
    auto* sequence = GEOSCoordSeq_copyFromBuffer_r(context_, numbers.data(),
                                                   static_cast<unsigned>(vertices.size()), 0, 0);
    auto* made = GEOSGeom_createLinearRing_r(context_, sequence);
    if (made == nullptr) throw std::runtime_error("GEOS: " + error_);
    return made;
  }

  Ring ring_of(GEOSGeometry const* ring, double squeeze) {
    auto const* sequence = GEOSGeom_getCoordSeq_r(context_, ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context_, sequence, &size);
    Ring vertices;
    for (unsigned i = 0; i < size; ++i) {
      double x = 0;
      double y = 0;
      GEOSCoordSeq_getXY_r(context_, sequence, i, &x, &y);
      Vertex const vertex{static_cast<std::int32_t>(std::lround(x / squeeze)),
                          static_cast<std::int32_t>(std::lround(y))};
      if (vertices.empty() || vertices.back() != vertex) vertices.push_back(vertex);
    }
    return vertices;
  }

  void take_polygons(GEOSGeometry const* geometry, double squeeze, Contour& contour) {
    if (GEOSGeomTypeId_r(context_, geometry) == GEOS_POLYGON) {
      Polygon polygon;
      polygon.outer = ring_of(GEOSGetExteriorRing_r(context_, geometry), squeeze);
      if (polygon.outer.size() < 4) return;
      for (int i = 0; i < GEOSGetNumInteriorRings_r(context_, geometry); ++i) {
        auto hole = ring_of(GEOSGetInteriorRingN_r(context_, geometry, i), squeeze);
        if (hole.size() >= 4) polygon.holes.push_back(std::move(hole));
      }
      contour.polygons.push_back(std::move(polygon));
      return;
    }
    // Lines and points, where contours only touch, have one part: themselves.
    auto const parts = GEOSGetNumGeometries_r(context_, geometry);
    for (int i = 0; i < parts; ++i) {
      auto const* part = GEOSGetGeometryN_r(context_, geometry, i);
      if (part != geometry) take_polygons(part, squeeze, contour);
    }
  }

  std::string error_;
  GEOSContextHandle_t context_;
};

std::string in_french(std::string_view reason) {
  struct Text {
    std::string_view geos;
    std::string_view french;
  };
  static constexpr std::array texts{
      Text{"Self-intersection", "le tracé se recoupe"},
      Text{"Ring Self-intersection", "le tracé repasse par un même point"},
      Text{"Hole lies outside shell", "un trou est hors du contour"},
      Text{"Holes are nested", "un trou est dans un autre"},
      Text{"Nested shells", "un morceau est dans un autre"},
      Text{"Interior is disconnected", "un trou coupe le contour en deux"},
      Text{"Duplicate Rings", "un même tracé y est deux fois"},
      Text{"Too few points in geometry component", "le tracé a moins de trois points distincts"},
  };
  auto const* const known = std::ranges::find(texts, reason, &Text::geos);
  return std::string{known == texts.end() ? reason : known->french};
}

double squeeze_at(std::span<Vertex const> points) {
  Extent extent;
  for (auto const point : points)
    extent.take(point);
  auto const middle = (to_place(extent.least).latitude + to_place(extent.most).latitude) / 2;
  return std::cos(middle * std::numbers::pi / 180);
}

Geos::Geometry points_of(Geos& geos, std::span<Vertex const> points, double squeeze) {
  std::vector<GEOSGeometry*> parts;
  parts.reserve(points.size());
  for (auto const point : points)
    parts.push_back(GEOSGeom_createPointFromXY_r(geos.context(), point.x * squeeze, point.y));
  return geos.made(GEOSGeom_createCollection_r(geos.context(), GEOS_MULTIPOINT, parts.data(),
                                               static_cast<unsigned>(parts.size())));
}

// Parts that share their borders vertex for vertex unite by leaving out what two of them have: ten
// times faster than by crossing every segment. Nothing when they do not: some of the area is lost.
Geos::Geometry coverage_union(Geos& geos, GEOSGeometry const* parts) {
  Geos::Geometry whole{GEOSCoverageUnion_r(geos.context(), parts), {geos.context()}};
  if (!whole) return whole;
  double before = 0;
  double after = 0;
  GEOSArea_r(geos.context(), parts, &before);
  GEOSArea_r(geos.context(), whole.get(), &after);
  constexpr double rounding = 1e-12;
  if (std::abs(after - before) > before * rounding) whole.reset();
  return whole;
}

Geos::Geometry wide_hull(Geos& geos, GEOSGeometry const* points, std::size_t count) {
  auto const hull = geos.made(GEOSConcaveHull_r(geos.context(), points, hull_ratio, 0));
  double area = 0;
  GEOSArea_r(geos.context(), hull.get(), &area);
  // Points in a row have no area: they are taken as two kilometres apart.
  auto const spacing =
      std::max(std::sqrt(area / static_cast<double>(count)), 0.02 * units_per_degree);
  return geos.made(GEOSBuffer_r(geos.context(), hull.get(), spacing / 2, quarter_segments));
}

}  // namespace

std::optional<GeometryFault> geometry_fault(Contour const& contour) {
  Geos geos;
  auto const geometry = geos.from(contour);
  char* reason = nullptr;
  GEOSGeometry* location = nullptr;
  if (GEOSisValidDetail_r(geos.context(), geometry.get(), 0, &reason, &location) == 1)
    return std::nullopt;
  GeometryFault fault;
  fault.reason = in_french(reason == nullptr ? "" : reason);
  GEOSFree_r(geos.context(), reason);
  if (location != nullptr) {
    auto const at = geos.made(location);
    double x = 0;
    double y = 0;
    GEOSGeomGetX_r(geos.context(), at.get(), &x);
    GEOSGeomGetY_r(geos.context(), at.get(), &y);
    fault.place = {x / units_per_degree, y / units_per_degree};
  }
  return fault;
}

Contour united(std::span<Contour const* const> contours) {
  Contour all;
  for (auto const* contour : contours)
    all.polygons.insert(all.polygons.end(), contour->polygons.begin(), contour->polygons.end());
  if (all.polygons.empty()) return all;
  Geos geos;
  auto const geometry = geos.from(all);
  auto const whole = coverage_union(geos, geometry.get());
  if (whole) return geos.to_contour(whole.get());
  auto const noded = geos.made(GEOSUnaryUnionPrec_r(geos.context(), geometry.get(), 1));
  return geos.to_contour(noded.get());
}

double area_of(Contour const& contour) {
  Geos geos;
  double area = 0;
  GEOSArea_r(geos.context(), geos.from(contour).get(), &area);
  return area;
}

double shared_area(Contour const& one, Contour const& other) {
  Geos geos;
  auto const first = geos.from(one);
  auto const second = geos.from(other);
  auto const shared = geos.made(GEOSIntersection_r(geos.context(), first.get(), second.get()));
  double area = 0;
  GEOSArea_r(geos.context(), shared.get(), &area);
  return area;
}

std::optional<Vertex> point_inside(Contour const& contour) {
  if (contour.polygons.empty()) return std::nullopt;
  Geos geos;
  auto const point = geos.made(GEOSPointOnSurface_r(geos.context(), geos.from(contour).get()));
  double x = 0;
  double y = 0;
  if (GEOSGeomGetX_r(geos.context(), point.get(), &x) != 1 ||
      GEOSGeomGetY_r(geos.context(), point.get(), &y) != 1) {
    return std::nullopt;
  }
  return Vertex{static_cast<std::int32_t>(std::lround(x)),
                static_cast<std::int32_t>(std::lround(y))};
}

std::vector<Contour> cells_around(std::span<Vertex const> points) {
  std::vector<Contour> cells(points.size());
  if (points.empty()) return cells;
  Geos geos;
  auto const squeeze = squeeze_at(points);
  auto const all = points_of(geos, points, squeeze);
  auto const hull = wide_hull(geos, all.get(), points.size());
  auto const diagram = geos.made(GEOSVoronoiDiagram_r(geos.context(), all.get(), hull.get(), 0, 0));
  auto const count = GEOSGetNumGeometries_r(geos.context(), diagram.get());
  if (count == 0) {  // of a single point, there is no diagram
    cells.front() = geos.to_contour(hull.get(), squeeze);
    return cells;
  }
  std::vector<Contour> found;
  for (int i = 0; i < count; ++i) {
    auto const clipped = geos.made(GEOSIntersection_r(
        geos.context(), GEOSGetGeometryN_r(geos.context(), diagram.get(), i), hull.get()));
    found.push_back(geos.to_contour(clipped.get(), squeeze));
  }
  // The diagram is in no order: each cell goes to the point it holds.
  PointIndex const index{found};
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (auto const cell = index.find(points[i])) cells[i] = std::exchange(found[*cell], {});
  }
  return cells;
}

}  // namespace pacte::territory
