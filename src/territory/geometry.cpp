#include "territory/geometry.hpp"

#include <algorithm>
#include <cmath>

namespace pacte::territory {
namespace {

constexpr char first_digit = '?';  // 63, as the encoding has it
constexpr std::uint64_t more = 0x20;

void put(std::string& text, std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value) << 1;
  if (value < 0) rest = ~rest;
  while (rest >= more) {
    text += static_cast<char>(first_digit + static_cast<char>((rest & (more - 1)) | more));
    rest >>= 5;
  }
  text += static_cast<char>(first_digit + static_cast<char>(rest));
}

std::optional<std::int64_t> take(std::string_view& text) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 40 && !text.empty(); shift += 5) {
    auto const digit =
        static_cast<unsigned char>(text.front()) - static_cast<unsigned>(first_digit);
    if (digit > 63) return std::nullopt;
    text.remove_prefix(1);
    value |= (digit & (more - 1)) << shift;
    if ((digit & more) != 0) continue;
    auto const half = static_cast<std::int64_t>(value >> 1);
    return (value & 1) != 0 ? ~half : half;
  }
  return std::nullopt;
}

std::optional<Ring> parse_ring(std::string_view text) {
  Ring ring;
  std::int64_t x = 0;
  std::int64_t y = 0;
  while (!text.empty()) {
    auto const dx = take(text);
    auto const dy = dx ? take(text) : std::nullopt;
    if (!dy) return std::nullopt;
    x += *dx;
    y += *dy;
    if (std::abs(x) > 1'800'000'000 || std::abs(y) > 900'000'000) return std::nullopt;
    ring.push_back({static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)});
  }
  if (ring.size() < 4 || ring.front() != ring.back()) return std::nullopt;
  return ring;
}

// The part before the separator, taken off.
std::string_view cut(std::string_view& text, char separator) {
  auto const at = text.find(separator);
  auto const part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

}  // namespace

Vertex to_vertex(Place const& place) {
  return {static_cast<std::int32_t>(std::lround(place.longitude * units_per_degree)),
          static_cast<std::int32_t>(std::lround(place.latitude * units_per_degree))};
}

Place to_place(Vertex vertex) {
  return {vertex.x / units_per_degree, vertex.y / units_per_degree};
}

std::vector<Ring const*> Contour::rings() const {
  std::vector<Ring const*> all;
  for (auto const& polygon : polygons) {
    all.push_back(&polygon.outer);
    for (auto const& hole : polygon.holes)
      all.push_back(&hole);
  }
  return all;
}

void Extent::take(Vertex vertex) {
  least = {std::min(least.x, vertex.x), std::min(least.y, vertex.y)};
  most = {std::max(most.x, vertex.x), std::max(most.y, vertex.y)};
}

Extent extent_of(Contour const& contour) {
  Extent extent;
  for (auto const& polygon : contour.polygons) {
    for (auto const vertex : polygon.outer)
      extent.take(vertex);
  }
  return extent;
}

std::string to_text(Contour const& contour) {
  std::string text;
  for (auto const& polygon : contour.polygons) {
    if (!text.empty()) text += ';';
    auto const write = [&](Ring const& ring) {
      Vertex before;
      for (auto const vertex : ring) {
        put(text, std::int64_t{vertex.x} - before.x);
        put(text, std::int64_t{vertex.y} - before.y);
        before = vertex;
      }
    };
    write(polygon.outer);
    for (auto const& hole : polygon.holes) {
      text += ',';
      write(hole);
    }
  }
  return text;
}

std::optional<Contour> parse_contour(std::string_view text) {
  Contour contour;
  while (!text.empty()) {
    auto rings = cut(text, ';');
    auto outer = parse_ring(cut(rings, ','));
    if (!outer) return std::nullopt;
    auto& polygon = contour.polygons.emplace_back();
    polygon.outer = std::move(*outer);
    while (!rings.empty()) {
      auto hole = parse_ring(cut(rings, ','));
      if (!hole) return std::nullopt;
      polygon.holes.push_back(std::move(*hole));
    }
  }
  if (contour.polygons.empty()) return std::nullopt;
  return contour;
}

bool on_segment(Vertex a, Vertex b, Vertex point) {
  if (point.x < std::min(a.x, b.x) || point.x > std::max(a.x, b.x) ||
      point.y < std::min(a.y, b.y) || point.y > std::max(a.y, b.y)) {
    return false;
  }
  return (std::int64_t{b.x} - a.x) * (std::int64_t{point.y} - a.y) ==
         (std::int64_t{b.y} - a.y) * (std::int64_t{point.x} - a.x);
}

bool holds(Contour const& contour, Vertex point) {
  bool inside = false;
  for (auto const* ring : contour.rings()) {
    for (std::size_t i = 0; i + 1 < ring->size(); ++i) {
      auto const low = (*ring)[i].y <= (*ring)[i + 1].y ? (*ring)[i] : (*ring)[i + 1];
      auto const high = (*ring)[i].y <= (*ring)[i + 1].y ? (*ring)[i + 1] : (*ring)[i];
      // An edge that a line going east from the point meets: the point is on its left, seen
      // upwards.
      if (low.y <= point.y && point.y < high.y && side(low, high, point) > 0) inside = !inside;
    }
  }
  return inside;
}

bool touches(Contour const& contour, Vertex point) {
  for (auto const* ring : contour.rings()) {
    for (std::size_t i = 0; i + 1 < ring->size(); ++i) {
      if (on_segment((*ring)[i], (*ring)[i + 1], point)) return true;
    }
  }
  return false;
}

}  // namespace pacte::territory
