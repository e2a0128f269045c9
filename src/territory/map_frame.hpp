// What a page needs to hold a map that moves: /assets of the map, its tiles, where it opens. The
// script of the map (web/map.ts) reads them from the attributes of `territory/map_frame.html`.
#pragma once

#include "module/module.hpp"
#include "territory/tile_keeper.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::territory {

/// A figure that the map is coloured by: one that tiles have.
struct MapColours {
  std::string figure;          // name of the property: "density"
  std::string unit;            // in the language of the request
  std::vector<double> bounds;  // least values of the classes; empty: one colour
  double greatest = 0;         // of a total, which circles show in the place of colours; 0: none
};

/// Of the circle of the greatest value, in pixels of the screen.
inline constexpr double greatest_mark = 36;

struct MapFrame {
  Level level = Level::commune;
  std::string label;  // of the map, for those who do not see it; in the language of the request
  Extent extent;      // where it opens
  MapColours colours;
  MapBackground background{};
};

/// Fills the include {{>MAP_FRAME}} of the view.
void fill_map_frame(web::View& view, web::Request const& request, MapFrame const& frame);

/// Fills the include {{>MAP_PICKER}}: a button, hidden without script, that opens a map in a
/// dialog; the commune that one chooses there fills the field of identifier `field`. Leaves it
/// empty without contours.
void fill_map_picker(web::View& view, web::Request const& request, store::Session& session,
                     TileKeeper& tiles, std::string_view field);

}  // namespace pacte::territory
