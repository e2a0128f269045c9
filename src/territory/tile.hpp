// Vector tiles of territories (Mapbox Vector Tile 2.1), from contours made ready for them.
#pragma once

#include "base/problem.hpp"
#include "territory/tile_shape.hpp"

namespace pacte::territory {

inline constexpr std::int64_t tile_extent = std::int64_t{1} << tile_bits;
/// What a tile shows beyond its sides, so that lines are as wide along them as elsewhere.
inline constexpr std::int64_t tile_buffer = 64;

/// A tile of the Web Mercator square: column `x` from the west, row `y` from the north.
struct TileAddress {
  int zoom = 0;
  std::uint32_t x = 0;
  std::uint32_t y = 0;
};

/// Malformed when they are not numbers, not found when there is no such tile. `y` may end in
/// ".mvt".
Result<TileAddress> parse_tile_address(std::string_view zoom, std::string_view x,
                                       std::string_view y);

struct TileArea {
  std::string code;
  std::string name;
  std::int64_t population = 0;
  double density = 0;  // inhabitants per square kilometre, to a tenth
  bool approximate = false;
  Extent extent;
  TileShape shape;
  TileVertex mark;  // where a symbol of it stands: inside
};

struct TilePoint {
  std::int64_t x = 0;
  std::int64_t y = 0;
  auto operator<=>(TilePoint const&) const = default;
};

/// The ring as it is drawn in a tile, in its units, cut at its sides and their buffer; empty when
/// nothing is left of it. Vertices that two rings share are the same points in both, those made by
/// the cut included.
std::vector<TilePoint> ring_in_tile(TileRing const& ring, TileAddress const& tile);

/// One layer of polygons with the properties code, name, population, density, approximate. Empty
/// when nothing lies there.
std::string encode_tile(std::string_view layer, std::span<TileArea const> areas,
                        TileAddress const& tile);

/// The same, one point for each: its mark. A mark in the buffer is in both tiles.
std::string encode_marks(std::string_view layer, std::span<TileArea const> areas,
                         TileAddress const& tile);

}  // namespace pacte::territory
