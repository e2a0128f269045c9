#include "territory/area.hpp"

#include <cmath>
#include <numbers>

namespace pacte::territory {
namespace {

constexpr double radius = 6371.0072;  // km
constexpr double radians = std::numbers::pi / 180;

// The band of the sphere between the ring and the equator (Lambert's equal-area cylinder).
double square_kilometres(Ring const& ring) {
  double sum = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    auto const from = to_place(ring[i - 1]);
    auto const to = to_place(ring[i]);
    sum += (to.longitude - from.longitude) * radians *
           (std::sin(from.latitude * radians) + std::sin(to.latitude * radians)) / 2;
  }
  return std::abs(sum) * radius * radius;
}

}  // namespace

double square_kilometres(Contour const& contour) {
  double sum = 0;
  for (auto const& polygon : contour.polygons) {
    sum += square_kilometres(polygon.outer);
    for (auto const& hole : polygon.holes)
      sum -= square_kilometres(hole);
  }
  return sum;
}

}  // namespace pacte::territory
