#include "territory/tile_shape.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <ranges>
#include <unordered_map>

namespace pacte::territory {
namespace {

// What a tile may leave out, in its units: half a pixel on a screen where it is 512 pixels wide.
constexpr double tolerance = 4;
constexpr double farthest_north = 85.05112878;  // where the square ends

struct World {
  double x = 0;
  double y = 0;
};

World to_world(Vertex vertex) {
  constexpr double whole = 4294967296.0;
  auto const place = to_place(vertex);
  auto const latitude = std::clamp(place.latitude, -farthest_north, farthest_north);
  auto const north = std::asinh(std::tan(latitude * std::numbers::pi / 180)) / std::numbers::pi;
  auto const inside = [](double value) { return std::clamp(std::floor(value), 0.0, whole - 1); };
  return {inside((place.longitude / 360 + 0.5) * whole), inside((0.5 - north / 2) * whole)};
}

double distance(World point, World from, World to) {
  auto const dx = to.x - from.x;
  auto const dy = to.y - from.y;
  auto const length = dx * dx + dy * dy;
  auto const along =
      length > 0
          ? std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / length, 0.0, 1.0)
          : 0.0;
  return std::hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

// Where more than two borders meet: such vertices are always drawn.
class Nodes {
 public:
  void take(Ring const& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      meet(ring[i], ring[i + 1]);
      meet(ring[i + 1], ring[i]);
    }
  }

  [[nodiscard]] bool has(Vertex vertex) const { return around_.at(number(vertex)).size > 2; }

 private:
  struct Neighbours {
    std::array<Vertex, 2> known{};
    std::size_t size = 0;
  };

  static std::uint64_t number(Vertex vertex) {
    return std::uint64_t{static_cast<std::uint32_t>(vertex.x)} << 32U |
           static_cast<std::uint32_t>(vertex.y);
  }

  void meet(Vertex vertex, Vertex neighbour) {
    auto& around = around_[number(vertex)];
    auto const known = std::span{around.known}.first(std::min<std::size_t>(around.size, 2));
    if (std::ranges::find(known, neighbour) != known.end()) return;
    if (around.size < 2) around.known.at(around.size) = neighbour;
    ++around.size;
  }

  std::unordered_map<std::uint64_t, Neighbours> around_;
};

// How far each vertex inside the line stands from the simpler line that leaves it out (Douglas and
// Peucker, 1973), and no farther than the vertices that were chosen before it.
std::vector<double> relief(std::span<World const> line) {
  struct Part {
    std::size_t first;
    std::size_t last;
    double most;
  };
  constexpr auto ends = std::numeric_limits<double>::infinity();
  std::vector<double> out(line.size(), ends);
  std::vector<Part> parts{{0, line.size() - 1, ends}};
  while (!parts.empty()) {
    auto const part = parts.back();
    parts.pop_back();
    if (part.last - part.first < 2) continue;
    auto farthest = part.first + 1;
    double height = -1;
    for (auto i = part.first + 1; i < part.last; ++i) {
      auto const one = distance(line[i], line[part.first], line[part.last]);
      if (one <= height) continue;
      height = one;
      farthest = i;
    }
    out[farthest] = std::min(height, part.most);
    parts.push_back({part.first, farthest, out[farthest]});
    parts.push_back({farthest, part.last, out[farthest]});
  }
  return out;
}

int zoom_of(double height) {
  for (int zoom = 0; zoom < deepest_zoom; ++zoom) {
    if (height >= tolerance * std::exp2(32 - tile_bits - zoom)) return zoom;
  }
  return deepest_zoom;
}

// The ring from a node, or from its least vertex where it has none: where those who share it begin
// too. Not closed.
std::vector<Vertex> from_a_node(Ring const& ring, Nodes const& nodes) {
  std::vector<Vertex> open{ring.begin(), ring.end() - 1};
  auto start = std::ranges::find_if(open, [&](Vertex one) { return nodes.has(one); });
  if (start == open.end()) start = std::ranges::min_element(open);
  std::ranges::rotate(open, start);
  return open;
}

// The line from one node to the next, `line.front()` to `line.back()`, walked in the direction that
// does not depend on whose border it is.
void thin_out(std::span<Vertex const> line, TileRing& ring) {
  bool const backwards = std::ranges::lexicographical_compare(std::views::reverse(line), line);
  std::vector<World> worlds;
  worlds.reserve(line.size());
  for (auto const vertex : line)
    worlds.push_back(to_world(vertex));
  if (backwards) std::ranges::reverse(worlds);
  auto heights = relief(worlds);
  if (backwards) {
    std::ranges::reverse(worlds);
    std::ranges::reverse(heights);
  }
  for (std::size_t i = 0; i + 1 < worlds.size(); ++i) {
    ring.push_back({static_cast<std::uint32_t>(worlds[i].x),
                    static_cast<std::uint32_t>(worlds[i].y), zoom_of(heights[i])});
  }
}

TileRing tile_ring(Ring const& ring, Nodes const& nodes) {
  auto vertices = from_a_node(ring, nodes);
  vertices.push_back(vertices.front());
  TileRing out;
  out.reserve(vertices.size());
  std::size_t first = 0;
  for (std::size_t i = 1; i < vertices.size(); ++i) {
    if (i + 1 < vertices.size() && !nodes.has(vertices[i])) continue;
    thin_out(std::span{vertices}.subspan(first, i - first + 1), out);
    first = i;
  }
  return out;
}

void widen(TileShape& shape, TileRing const& ring) {
  for (auto const& vertex : ring) {
    shape.least.x = std::min(shape.least.x, vertex.x);
    shape.least.y = std::min(shape.least.y, vertex.y);
    shape.most.x = std::max(shape.most.x, vertex.x);
    shape.most.y = std::max(shape.most.y, vertex.y);
  }
}

}  // namespace

TileVertex tile_vertex(Vertex vertex) {
  auto const world = to_world(vertex);
  return {static_cast<std::uint32_t>(world.x), static_cast<std::uint32_t>(world.y)};
}

std::vector<TileShape> tile_shapes(std::span<Contour const* const> contours) {
  Nodes nodes;
  for (auto const* contour : contours) {
    for (auto const* ring : contour->rings())
      nodes.take(*ring);
  }
  std::vector<TileShape> shapes;
  shapes.reserve(contours.size());
  for (auto const* contour : contours) {
    auto& shape = shapes.emplace_back();
    for (auto const& polygon : contour->polygons) {
      auto& rings = shape.polygons.emplace_back();
      rings.push_back(tile_ring(polygon.outer, nodes));
      widen(shape, rings.front());
      for (auto const& hole : polygon.holes)
        rings.push_back(tile_ring(hole, nodes));
    }
  }
  return shapes;
}

}  // namespace pacte::territory
