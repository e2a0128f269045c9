// A map of values by territory, as an SVG that needs neither script nor colours: classes go from
// light to dark, the darkest ones with a pattern too, and borders stay visible in each.
#pragma once

#include "territory/classes.hpp"
#include "territory/geometry.hpp"
#include "web/locale.hpp"

namespace pacte::territory {

struct MapArea {
  Key key;
  std::string name;
  Contour contour;
  std::optional<double> value;  // none: drawn without a class, said so in the legend
  std::string value_text;       // as shown: "12 345 habitants"
  std::string url;              // page of the territory, with its language; empty: no link
};

struct MapSpec {
  std::string title;
  std::string unit;  // of the legend: "habitants"
  Classification method = Classification::quantiles;
  std::size_t classes = 5;  // six at most
  int decimals = 0;         // of the bounds in the legend
  std::vector<MapArea> areas;
};

struct LegendClass {
  std::string mark;  // an SVG of the class, for beside its text
  std::string text;  // "de 1 200 à 3 400 habitants"
  std::size_t count = 0;
};

struct Choropleth {
  std::string svg;  // empty without an area
  std::vector<LegendClass> legend;
};

/// Equirectangular at the middle latitude, north up. Vertices fall on whole units of the drawing,
/// about a pixel, and those that fall on the one before are left out: shared borders stay shared.
/// Areas with an address are links, in the order given.
Choropleth choropleth(MapSpec const& spec, web::Locale locale);

}  // namespace pacte::territory
