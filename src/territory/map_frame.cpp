#include "territory/map_frame.hpp"

#include <fmt/ranges.h>

#include "web/assets.hpp"
#include "web/page.hpp"

namespace pacte::territory {

void fill_map_frame(web::View& view, web::Request const& request, MapFrame const& frame) {
  auto shown = view.include("MAP_FRAME", "territory/map_frame.html");
  auto const southwest = to_place(frame.extent.least);
  auto const northeast = to_place(frame.extent.most);
  shown.set("LABEL", frame.label).set("LEVEL", name(frame.level));
  shown.set("SHEETS", web::localized(request.locale, page_path({frame.level, ""})));
  shown.set("DEEPEST", std::int64_t{deepest_zoom});
  shown.set("EXTENT", fmt::format("{:.4f},{:.4f},{:.4f},{:.4f}", southwest.longitude,
                                  southwest.latitude, northeast.longitude, northeast.latitude));
  shown.set("FIGURE", frame.colours.figure).set("UNIT", frame.colours.unit);
  shown.set("BOUNDS", fmt::format("{}", fmt::join(frame.colours.bounds, ",")));
  if (frame.colours.greatest > 0) {
    shown.set("GREATEST", fmt::format("{}", frame.colours.greatest));
    shown.set("RADIUS", fmt::format("{}", greatest_mark));
  }
  shown.set("BACKGROUND", frame.background.tiles).set("CREDIT", frame.background.credit);
  shown.set("WORKER", web::asset_url("map-worker.js"));
}

void fill_map_picker(web::View& view, web::Request const& request, store::Session& session,
                     TileKeeper& tiles, std::string_view field) {
  // Departments have the extent of the communes, and are read faster.
  auto const departments = tiles.current(session, Level::department);
  if (departments->areas.empty()) return;
  auto picker = view.include("MAP_PICKER", "territory/map_picker.html");
  picker.set("FIELD", field);
  picker.set("SCRIPT", web::asset_url("map.js")).set("STYLE", web::asset_url("map.css"));
  fill_map_frame(picker, request,
                 {.level = Level::commune,
                  .label = web::tr(request.locale, "Carte des communes"),
                  .extent = departments->extent,
                  .colours = {}});
}

}  // namespace pacte::territory
