// A map with its legend and its table, on any page that has values by territory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/session.hpp"
#include "territory/classes.hpp"
#include "territory/map_drawing.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::territory {

struct MapValue {
  Key key;
  std::string name;
  std::optional<double> value;
  std::string text;  // as shown, without the unit
};

struct MapOfValues {
  std::string title;  // in the language of the request, like the unit
  std::string unit;
  Level level = Level::commune;
  bool total = false;  // grows with the territory: circles, not classes
  Classification method = Classification::quantiles;
  std::size_t classes = 5;
  int decimals = 0;
  std::vector<MapValue> values;
};

/// Fills the include {{>VALUES_MAP}} of the view with a map of the values that lie in `within`, on
/// the contours loaded, said to be approximate when they are. Leaves it empty when fewer than two
/// contours are known.
void fill_values_map(web::View& view, store::Session& session, web::Request const& request,
                     Key const& within, MapOfValues map);

}  // namespace pacte::territory
