// Contours made ready for vector tiles: in the Web Mercator square, each vertex with the zoom from
// which it is worth drawing. A border that two contours share is thinned out the same way on both
// sides, so that no gap opens between them.
#pragma once

#include "territory/geometry.hpp"

namespace pacte::territory {

/// The tiles of this zoom have every vertex; nobody needs closer ones.
inline constexpr int deepest_zoom = 12;
/// Units along the side of a tile, as a power of two (4096, Mapbox Vector Tile 2.1).
inline constexpr int tile_bits = 12;

/// A place of the Web Mercator square (EPSG:3857), from its north-west corner: the world is 2^32
/// units wide.
struct TileVertex {
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  int from = 0;  // least zoom at which it is drawn
};

/// Not closed: the first vertex comes after the last one.
using TileRing = std::vector<TileVertex>;

struct TileShape {
  std::vector<std::vector<TileRing>> polygons;  // the outer ring of each, then its holes
  TileVertex least{UINT32_MAX, UINT32_MAX};
  TileVertex most;
};

/// Drawn at every zoom.
TileVertex tile_vertex(Vertex vertex);

/// One for each contour, in their order. Contours side by side have the same vertices along the
/// border that they share.
std::vector<TileShape> tile_shapes(std::span<Contour const* const> contours);

}  // namespace pacte::territory
