// Which territories lie side by side.
#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "territory/geometry.hpp"

namespace pacte::territory {

using NeighbourPairs = std::vector<std::pair<Key, Key>>;

/// Pairs of communes that share a border, each pair once, the lesser code first: contours with two
/// vertices at least in common. One vertex in common is a corner, not a border.
NeighbourPairs neighbouring_communes(std::map<Key, Contour> const& contours);

/// The pairs of territories of the level that share a border, from those of their communes. For a
/// department, an arrondissement or an EPCI.
NeighbourPairs neighbouring(Level level, std::span<NeighbourPairs::value_type const> communes,
                            std::span<Territory const> territories);

}  // namespace pacte::territory
