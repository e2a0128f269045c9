#include "territory/point_index.hpp"

#include <algorithm>
#include <cassert>

namespace pacte::territory {

// Of one territory at a time: the cells its extent covers, as a small grid of its own.
struct PointIndex::Builder {
  PointIndex& index;
  std::vector<Entry> entries;

  // Scratch, kept from one territory to the next.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> met;  // cell of the small grid, edge
  std::vector<std::vector<std::uint32_t>> across;  // by row: edges that the line of corners meets

  void add(std::uint32_t territory, Contour const& contour);
  void add_edge(std::uint32_t edge, Cell first, Cell last);
  [[nodiscard]] bool holds_corner(Cell cell, Cell first) const;
  void finish();
};

Vertex PointIndex::corner_of(Cell cell) {
  return {(cell.column << cell_bits) + (1 << cell_bits) - 1, cell.row << cell_bits};
}

std::uint32_t PointIndex::number_of(Cell cell) const {
  auto const column = (cell.column >> tile_bits) - origin_.column;
  auto const row = (cell.row >> tile_bits) - origin_.row;
  if (column < 0 || row < 0 || column >= tile_columns_ || row >= tile_rows_) return no_tile;
  auto const tile = tiles_[static_cast<std::size_t>(row) * tile_columns_ + column];
  if (tile == no_tile) return no_tile;
  constexpr std::int32_t mask = (1 << tile_bits) - 1;
  auto const within = ((cell.row & mask) << tile_bits) | (cell.column & mask);
  return tile * cells_in_tile + static_cast<std::uint32_t>(within);
}

void PointIndex::Builder::add_edge(std::uint32_t edge, Cell first, Cell last) {
  auto const a = index.vertices_[edge];
  auto const b = index.vertices_[edge + 1];
  auto const from = cell_of({std::min(a.x, b.x), std::min(a.y, b.y)});
  auto const to = cell_of({std::max(a.x, b.x), std::max(a.y, b.y)});
  auto const columns = static_cast<std::uint32_t>(last.column - first.column + 1);
  for (auto row = from.row; row <= to.row; ++row) {
    for (auto column = from.column; column <= to.column; ++column) {
      // Left aside when the corners of the cell, a unit larger, are on one side of the edge:
      // nothing in the cell meets it or touches it.
      std::int32_t const west = (column << cell_bits) - 1;
      std::int32_t const south = (row << cell_bits) - 1;
      std::int32_t const east = west + (1 << cell_bits) + 1;
      std::int32_t const north = south + (1 << cell_bits) + 1;
      auto const sides = side(a, b, {west, south}) + side(a, b, {west, north}) +
                         side(a, b, {east, south}) + side(a, b, {east, north});
      if ((sides == 4 || sides == -4) && from.row != to.row && from.column != to.column) continue;
      met.emplace_back(static_cast<std::uint32_t>(row - first.row) * columns +
                           static_cast<std::uint32_t>(column - first.column),
                       edge);
    }
  }
  for (auto row = from.row; row <= to.row; ++row) {
    auto const line = row << cell_bits;
    if ((a.y <= line) != (b.y <= line))
      across[static_cast<std::size_t>(row - first.row)].push_back(edge);
  }
}

// Whether the territory holds the corner of the cell: edges that a line going east from it meets.
bool PointIndex::Builder::holds_corner(Cell cell, Cell first) const {
  auto const corner = corner_of(cell);
  bool inside = false;
  for (auto const edge : across[static_cast<std::size_t>(cell.row - first.row)]) {
    auto const a = index.vertices_[edge];
    auto const b = index.vertices_[edge + 1];
    if (side(a, b, corner) == (b.y > a.y ? 1 : -1)) inside = !inside;
  }
  return inside;
}

void PointIndex::Builder::add(std::uint32_t territory, Contour const& contour) {
  auto const extent = extent_of(contour);
  if (extent.empty()) return;
  auto const first = cell_of(extent.least);
  auto const last = cell_of(extent.most);
  met.clear();
  across.assign(static_cast<std::size_t>(last.row - first.row) + 1, {});
  for (auto const* ring : contour.rings()) {
    auto const start = static_cast<std::uint32_t>(index.vertices_.size());
    index.vertices_.insert(index.vertices_.end(), ring->begin(), ring->end());
    for (std::uint32_t i = 0; i + 1 < ring->size(); ++i) {
      if ((*ring)[i] != (*ring)[i + 1]) add_edge(start + i, first, last);
    }
  }
  std::ranges::sort(met);
  auto next = met.begin();
  std::uint32_t local = 0;
  for (auto row = first.row; row <= last.row; ++row) {
    for (auto column = first.column; column <= last.column; ++column, ++local) {
      Entry entry{index.number_of({column, row}), territory,
                  static_cast<std::uint32_t>(index.edges_.size()), 0,
                  holds_corner({column, row}, first)};
      for (; next != met.end() && next->first == local; ++next, ++entry.edge_count)
        index.edges_.push_back(next->second);
      if (entry.edge_count > 0 || entry.holds_corner) entries.push_back(entry);
    }
  }
}

// Cells get their territories in the order of the list: the first that holds a point answers.
void PointIndex::Builder::finish() {
  std::ranges::stable_sort(entries, {}, &Entry::cell);
  std::vector<std::uint32_t> edges;
  edges.reserve(index.edges_.size());
  for (auto it = entries.begin(); it != entries.end();) {
    auto const end =
        std::find_if(it, entries.end(), [&](Entry const& other) { return other.cell != it->cell; });
    auto& cell = index.cells_[it->cell];
    if (it->edge_count == 0) {
      cell = it->territory;  // all of the cell is in it
    } else {
      cell = crossed | static_cast<std::uint32_t>(index.pieces_.size());
      for (auto piece = it; piece != end; ++piece) {
        index.pieces_.push_back({piece->territory, piece->holds_corner ? 1U : 0U,
                                 static_cast<std::uint32_t>(edges.size())});
        edges.insert(edges.end(), index.edges_.begin() + piece->first_edge,
                     index.edges_.begin() + piece->first_edge + piece->edge_count);
      }
      index.pieces_.push_back({nobody, 0, static_cast<std::uint32_t>(edges.size())});
    }
    it = end;
  }
  index.edges_ = std::move(edges);
  index.pieces_.shrink_to_fit();
  index.vertices_.shrink_to_fit();
}

PointIndex::PointIndex(std::span<Contour const> contours) {
  Extent whole;
  std::vector<Extent> extents;
  std::size_t vertices = 0;
  for (auto const& contour : contours) {
    auto const& extent = extents.emplace_back(extent_of(contour));
    for (auto const* ring : contour.rings())
      vertices += ring->size();
    if (extent.empty()) continue;
    whole.take(extent.least);
    whole.take(extent.most);
  }
  if (whole.empty()) return;
  auto const tile_of = [](Vertex vertex) {
    auto const cell = cell_of(vertex);
    return Cell{cell.column >> tile_bits, cell.row >> tile_bits};
  };
  origin_ = tile_of(whole.least);
  auto const last = tile_of(whole.most);
  tile_columns_ = last.column - origin_.column + 1;
  tile_rows_ = last.row - origin_.row + 1;
  tiles_.assign(static_cast<std::size_t>(tile_columns_) * tile_rows_, no_tile);
  std::uint32_t count = 0;
  for (auto const& extent : extents) {
    if (extent.empty()) continue;
    auto const from = tile_of(extent.least);
    auto const to = tile_of(extent.most);
    for (auto row = from.row; row <= to.row; ++row) {
      for (auto column = from.column; column <= to.column; ++column) {
        auto& tile = tiles_[static_cast<std::size_t>(row - origin_.row) * tile_columns_ +
                            (column - origin_.column)];
        if (tile == no_tile) tile = count++;
      }
    }
  }
  cells_.assign(std::size_t{count} * cells_in_tile, nobody);
  vertices_.reserve(vertices);
  Builder builder{*this, {}, {}, {}};
  for (std::uint32_t i = 0; i < contours.size(); ++i)
    builder.add(i, contours[i]);
  builder.finish();
}

std::optional<std::uint32_t> PointIndex::find(Vertex point) const {
  auto const number = number_of(cell_of(point));
  if (number == no_tile) return std::nullopt;
  auto const known = cells_[number];
  if (known == nobody) return std::nullopt;
  if ((known & crossed) == 0) return known;
  return find_among(known & ~crossed, point);
}

// Whether the path from the point, east then south to the corner, changes sides of the territory's
// border.
bool PointIndex::crosses(Piece const& piece, std::uint32_t end, Vertex point, Vertex corner) const {
  Vertex const turn{corner.x, point.y};
  bool odd = false;
  for (auto i = piece.first_edge; i < end; ++i) {
    auto const a = vertices_[edges_[i]];
    auto const b = vertices_[edges_[i] + 1];
    bool const spans_row = (a.y <= point.y) != (b.y <= point.y);
    bool const spans_column = (a.x <= corner.x) != (b.x <= corner.x);
    if (!spans_row && !spans_column) continue;
    auto const at_turn = side(a, b, turn);
    if (spans_row && side(a, b, point) != at_turn) odd = !odd;
    if (spans_column && side(a, b, corner) != at_turn) odd = !odd;
  }
  return odd;
}

std::optional<std::uint32_t> PointIndex::find_among(std::uint32_t first, Vertex point) const {
  auto const corner = corner_of(cell_of(point));
  auto piece = first;
  for (; pieces_[piece].territory != nobody; ++piece) {
    auto const& here = pieces_[piece];
    bool const corner_held = here.holds_corner != 0;
    if (crosses(here, pieces_[piece + 1].first_edge, point, corner) != corner_held)
      return here.territory;
  }
  for (piece = first; pieces_[piece].territory != nobody; ++piece) {
    for (auto i = pieces_[piece].first_edge; i < pieces_[piece + 1].first_edge; ++i) {
      if (on_segment(vertices_[edges_[i]], vertices_[edges_[i] + 1], point))
        return pieces_[piece].territory;
    }
  }
  return std::nullopt;
}

std::size_t PointIndex::memory() const {
  return tiles_.capacity() * sizeof tiles_[0] + cells_.capacity() * sizeof cells_[0] +
         pieces_.capacity() * sizeof pieces_[0] + edges_.capacity() * sizeof edges_[0] +
         vertices_.capacity() * sizeof vertices_[0];
}

}  // namespace pacte::territory
