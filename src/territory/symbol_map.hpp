// A map of totals by territory: a circle in each, whose area is proportional to its value, over
// outlines that are not filled. An area filled according to a total would tell its size twice.
#pragma once

#include "territory/map_drawing.hpp"

namespace pacte::territory {

struct SymbolMapSpec {
  std::string title;
  std::vector<MapArea> areas;  // no negative value
};

/// The greatest circles are under the others, and first among the links. Circles of two or three
/// round values stand under the map: its scale. The legend has entries for what has no circle.
DrawnMap symbol_map(SymbolMapSpec const& spec, web::Locale locale);

/// Round values for the scale of a map whose greatest is `most`, greatest first: each is one, two
/// or five times a power of ten, and about a quarter of the one before.
std::vector<double> scale_values(double most);

}  // namespace pacte::territory
