#include "territory/map_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "territory/choropleth.hpp"
#include "territory/contour_store.hpp"
#include "territory/symbol_map.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

std::string url(web::Request const& request, Key const& key) {
  return web::localized(request.locale, page_path(key));
}

std::vector<LoadedContour> contours_at(store::Session& session, Key const& within, Level level) {
  if (level == Level::commune) return contours_of_communes(session, within);
  return contours(session, level);
}

struct Areas {
  std::vector<MapArea> all;
  bool approximate = false;
};

// Those of the values whose contours are known; values are in the order of keys.
Areas areas_of(store::Session& session, web::Request const& request, Key const& within,
               MapOfValues const& map) {
  Areas areas;
  for (auto& one : contours_at(session, within, map.level)) {
    auto const value = std::ranges::lower_bound(map.values, one.key, {}, &MapValue::key);
    if (value == map.values.end() || value->key != one.key) continue;
    areas.approximate = areas.approximate || one.approximate;
    areas.all.push_back({one.key, value->name, std::move(one.contour), value->value,
                         fmt::format("{} {}", value->text, map.unit), url(request, one.key)});
  }
  return areas;
}

DrawnMap drawn_map(MapOfValues const& map, std::vector<MapArea> areas, web::Locale locale) {
  if (map.total) return symbol_map({map.title, std::move(areas)}, locale);
  return choropleth({map.title, map.unit, map.method, map.classes, map.decimals, std::move(areas)},
                    locale);
}

}  // namespace

void fill_values_map(web::View& view, store::Session& session, web::Request const& request,
                     Key const& within, MapOfValues map) {
  std::ranges::sort(map.values, {}, &MapValue::key);
  auto areas = areas_of(session, request, within, map);
  if (areas.all.size() < 2) return;
  auto const drawn = drawn_map(map, std::move(areas.all), request.locale);
  auto shown = view.include("VALUES_MAP", "territory/map.html");
  shown.set("TITLE", map.title).set("UNIT", map.unit);
  if (map.total)
    shown.section("TOTALS").set("UNIT", map.unit);
  else
    shown.section("CLASSES").set("METHOD", web::tr(request.locale, label(map.method)));
  shown.set_trusted_html("SVG", drawn.svg);
  if (areas.approximate) shown.show("APPROXIMATE");
  for (auto const& one : drawn.legend) {
    auto row = shown.section("CLASS");
    row.set_trusted_html("MARK", one.mark);
    row.set("TEXT", one.text).set("COUNT", static_cast<std::int64_t>(one.count));
  }
  std::ranges::sort(map.values, {}, [](MapValue const& one) { return -one.value.value_or(0); });
  for (auto const& one : map.values) {
    auto row = shown.section("ROW");
    row.set("URL", url(request, one.key)).set("NAME", one.name).set("CODE", one.key.code);
    row.set("VALUE", one.value ? one.text : std::string{"–"});
  }
}

}  // namespace pacte::territory
