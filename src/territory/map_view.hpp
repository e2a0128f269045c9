// A choropleth with its legend and its table, on any page that has values by territory.
#pragma once

#include "store/session.hpp"
#include "territory/choropleth.hpp"
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
  Classification method = Classification::quantiles;
  std::size_t classes = 5;
  int decimals = 0;
  std::vector<MapValue> values;
};

/// Fills the include {{>CHOROPLETH}} of the view with a map of the values that lie in `within`, on
/// the contours loaded, said to be approximate when they are. Leaves it empty when fewer than two
/// contours are known.
void fill_choropleth(web::View& view, store::Session& session, web::Request const& request,
                     Key const& within, MapOfValues map);

}  // namespace pacte::territory
