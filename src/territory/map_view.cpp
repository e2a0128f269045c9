#include "territory/map_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "territory/contour_store.hpp"
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

}  // namespace

void fill_choropleth(web::View& view, store::Session& session, web::Request const& request,
                     Key const& within, MapOfValues map) {
  std::ranges::sort(map.values, {}, &MapValue::key);
  MapSpec spec{.title = map.title,
               .unit = map.unit,
               .method = map.method,
               .classes = map.classes,
               .decimals = map.decimals};
  bool approximate = false;
  for (auto& one : contours_at(session, within, map.level)) {
    auto const value = std::ranges::lower_bound(map.values, one.key, {}, &MapValue::key);
    if (value == map.values.end() || value->key != one.key) continue;
    approximate = approximate || one.approximate;
    spec.areas.push_back({one.key, value->name, std::move(one.contour), value->value,
                          fmt::format("{} {}", value->text, map.unit), url(request, one.key)});
  }
  if (spec.areas.size() < 2) return;
  auto const drawn = choropleth(spec, request.locale);
  auto shown = view.include("CHOROPLETH", "territory/map.html");
  shown.set("TITLE", map.title).set("UNIT", map.unit);
  shown.set("METHOD", web::tr(request.locale, label(map.method)));
  shown.set_trusted_html("SVG", drawn.svg);
  if (approximate) shown.show("APPROXIMATE");
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
