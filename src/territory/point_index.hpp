// Which territory holds a point, in some hundred nanoseconds.
//
// A grid of cells of 2^16 units (some 700 m by 500 m): a cell inside one territory knows the
// answer; a cell that borders cross holds the pieces of them within it, and for each territory
// whether it holds the cell's south-east corner. From the point, a path goes due east to the edge
// of the cell, then south to that corner: each border crossed changes the answer. Nothing outside
// of the cell is looked at.
//
// Rule on borders: the one of `side` (geometry.hpp), so that a point of a shared border is in the
// territory to its east. Where contours overlap, the first of the list given holds the point. A
// point that is in none by that rule, and lies on a border (the eastern rim of the whole), is in
// the first one that it touches. So each point of the union of the contours is in exactly one.
#pragma once

#include <memory>
#include <optional>

#include "territory/geometry.hpp"

namespace pacte::territory {

class PointIndex {
 public:
  /// Contours of valid geometries; answers are their numbers in this order. Empty ones hold
  /// nothing.
  explicit PointIndex(std::span<Contour const> contours);

  [[nodiscard]] std::optional<std::uint32_t> find(Vertex point) const;

  /// Bytes held.
  [[nodiscard]] std::size_t memory() const;

 private:
  static constexpr int cell_bits = 16;  // side of a cell: 2^16 units
  static constexpr int tile_bits = 6;   // side of a tile: 64 cells
  static constexpr std::uint32_t cells_in_tile = 1U << (2 * tile_bits);
  static constexpr std::uint32_t crossed = 1U << 31;
  static constexpr std::uint32_t nobody = crossed - 1;
  static constexpr std::uint32_t no_tile = UINT32_MAX;

  struct Cell {
    std::int32_t column = 0;
    std::int32_t row = 0;
  };
  // A territory in a cell that borders cross.
  struct Piece {
    std::uint32_t territory : 31;
    std::uint32_t holds_corner : 1;
    std::uint32_t first_edge;  // in edges_; the next piece says where they end
  };
  // What building gathers: a territory in a cell, with its edges there.
  struct Entry {
    std::uint32_t cell;
    std::uint32_t territory;
    std::uint32_t first_edge;
    std::uint32_t edge_count;
    bool holds_corner;
  };
  struct Builder;

  static Cell cell_of(Vertex vertex) { return {vertex.x >> cell_bits, vertex.y >> cell_bits}; }
  static Vertex corner_of(Cell cell);  // its south-east vertex
  [[nodiscard]] std::uint32_t number_of(Cell cell) const;
  [[nodiscard]] std::optional<std::uint32_t> find_among(std::uint32_t first, Vertex point) const;
  [[nodiscard]] bool crosses(Piece const& piece, std::uint32_t end, Vertex point,
                             Vertex corner) const;

  Cell origin_;  // of the first tile, in tiles
  std::int32_t tile_columns_ = 0;
  std::int32_t tile_rows_ = 0;
  std::vector<std::uint32_t> tiles_;  // number of a tile, or no_tile where nothing is
  std::vector<std::uint32_t> cells_;  // tile after tile: a territory, nobody, or crossed | piece
  std::vector<Piece> pieces_;         // of a cell: until one of number `nobody`
  std::vector<std::uint32_t> edges_;  // the first vertex of each; the second follows it
  std::vector<Vertex> vertices_;      // ring after ring
};

}  // namespace pacte::territory
