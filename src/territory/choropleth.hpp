// A map of values by territory, as an SVG that needs neither script nor colours: classes go from
// light to dark, the darkest ones with a pattern too, and borders stay visible in each. For values
// that do not grow with the territory (per inhabitant, per km²): `symbol_map` draws totals.
#pragma once

#include "territory/classes.hpp"
#include "territory/map_drawing.hpp"

namespace pacte::territory {

struct ChoroplethSpec {
  std::string title;
  std::string unit;  // of the legend: "habitants"
  Classification method = Classification::quantiles;
  std::size_t classes = 5;  // six at most
  int decimals = 0;         // of the bounds in the legend
  std::vector<MapArea> areas;
};

/// Areas with an address are links, in the order given.
DrawnMap choropleth(ChoroplethSpec const& spec, web::Locale locale);

}  // namespace pacte::territory
