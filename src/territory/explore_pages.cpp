#include "territory/explore_pages.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "territory/map_background.hpp"
#include "territory/map_frame.hpp"
#include "territory/map_view.hpp"
#include "territory/store.hpp"
#include "territory/symbol_map.hpp"
#include "web/assets.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr auto path = "/territoires/carte";
constexpr std::size_t everything = 1'000'000;
constexpr std::size_t classes = 5;
constexpr std::size_t tones = 6;  // in the stylesheet
constexpr auto method = Classification::quantiles;

struct Figure {
  std::string_view slug;      // in the address
  std::string_view property;  // of the tiles
  std::string_view label;     // French
  std::string_view unit;      // French
  bool total;                 // grows with the territory: circles, not colours
  double (*value)(TileArea const&);
};

constexpr std::array<Figure, 2> figures{
    {{"densite", "density", "Densité de population", "habitants par km²", false,
      [](TileArea const& area) { return area.density; }},
     {"population", "population", "Population municipale", "habitants", true,
      [](TileArea const& area) { return static_cast<double>(area.population); }}}};

constexpr std::array levels{Level::epci, Level::commune, Level::department};

// What the address asks for; what it says badly is as if it did not say it.
struct Wanted {
  Level level = Level::epci;
  Figure const* figure = figures.data();
  std::optional<Territory> department;
};

Wanted read(store::Session& session, Request const& request) {
  Wanted wanted;
  auto const level = level_slugged(request.query.get("niveau"));
  if (level && std::ranges::find(levels, *level) != levels.end()) wanted.level = *level;
  auto const* const figure =
      std::ranges::find(figures, request.query.get("chiffre"), &Figure::slug);
  if (figure != figures.end()) wanted.figure = figure;
  wanted.department = territory(session, {Level::department, request.query.get("departement")});
  if (wanted.level == Level::department) wanted.department.reset();
  return wanted;
}

std::string shown(double value, Request const& request) {
  return grouped(value, web::digits(request.locale));
}

void add_option(View& view, std::string_view section, std::string_view value, std::string_view text,
                bool chosen) {
  auto option = view.section(section);
  option.set("VALUE", value).set("TEXT", text);
  if (chosen) option.show("CHOSEN");
}

void fill_choices(View& view, Request const& request, Wanted const& wanted,
                  std::vector<Territory> const& departments) {
  for (auto const level : levels)
    add_option(view, "LEVEL", slug(level), tr(request.locale, one(level)), level == wanted.level);
  for (auto const& figure : figures) {
    add_option(view, "FIGURE", figure.slug, tr(request.locale, figure.label),
               &figure == wanted.figure);
  }
  for (auto const& department : departments) {
    add_option(view, "DEPARTMENT", department.key.code, department.name,
               wanted.department && wanted.department->key == department.key);
  }
}

// The areas that the map shows: all those of the level, or those that lie in the department.
std::vector<TileArea const*> areas_of(store::Session& session, TileLevel const& level,
                                      Wanted const& wanted) {
  std::vector<TileArea const*> all;
  if (!wanted.department) {
    for (auto const& area : level.areas)
      all.push_back(&area);
    return all;
  }
  for (auto const& member :
       members(session, wanted.department->key, wanted.level, "", everything)) {
    auto const found = std::ranges::lower_bound(level.areas, member.key.code, {}, &TileArea::code);
    if (found != level.areas.end() && found->code == member.key.code) all.push_back(&*found);
  }
  return all;
}

void fill_classes(View& view, Request const& request, std::vector<double> const& bounds,
                  double most, std::string const& unit) {
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    auto row = view.section("CLASS");
    auto const last = i + 1 == bounds.size();
    auto const tone = bounds.size() < 2 ? 2 : i * (tones - 1) / (bounds.size() - 1);
    row.set("TONE", static_cast<std::int64_t>(tone));
    row.set("TEXT",
            web::trf(request.locale, last ? "de {} à {} {}" : "de {} à moins de {} {}",
                     shown(bounds[i], request), shown(last ? most : bounds[i + 1], request), unit));
  }
}

Extent extent_of(std::vector<TileArea const*> const& areas) {
  Extent extent;
  for (auto const* area : areas) {
    extent.take(area->extent.least);
    extent.take(area->extent.most);
  }
  return extent;
}

// Circles as large as those of the map, with their values.
void fill_sizes(View& view, Request const& request, double most, std::string const& unit) {
  auto sizes = view.section("SIZES");
  for (auto const value : scale_values(most)) {
    auto const radius = greatest_mark * std::sqrt(value / most);
    auto row = sizes.section("SIZE");
    row.set("SIDE", fmt::format("{:.0f}", 2 * radius + 2));
    row.set("MIDDLE", fmt::format("{:.0f}", radius + 1))
        .set("RADIUS", fmt::format("{:.1f}", radius));
    row.set("TEXT", fmt::format("{} {}", shown(value, request), unit));
  }
}

std::string title_of(Request const& request, Wanted const& wanted) {
  return web::trf(
      request.locale, "{} : {}", tr(request.locale, wanted.figure->label),
      wanted.department ? wanted.department->name : tr(request.locale, "toute la région"));
}

// The map that moves, with its legend.
void fill_map(View& view, Request const& request, MapBackground const& background,
              Wanted const& wanted, std::vector<TileArea const*> const& areas) {
  std::vector<double> values;
  for (auto const* area : areas)
    values.push_back(wanted.figure->value(*area));
  auto const most = std::ranges::max(values);
  auto const unit = tr(request.locale, wanted.figure->unit);
  MapColours colours{std::string{wanted.figure->property}, unit};
  auto map = view.section("MAP");
  map.set("TITLE", title_of(request, wanted));
  if (wanted.figure->total) {
    colours.greatest = most;
    fill_sizes(map, request, most, unit);
  } else {
    colours.bounds = class_bounds(values, classes, method);
    auto shown_classes = map.section("CLASSES");
    shown_classes.set("METHOD", tr(request.locale, label(method)));
    fill_classes(shown_classes, request, colours.bounds, most, unit);
  }
  if (std::ranges::any_of(areas, &TileArea::approximate)) map.show("APPROXIMATE");
  fill_map_frame(
      map, request,
      {.level = wanted.level,
       .label = web::trf(request.locale, "Carte interactive : {}", title_of(request, wanted)),
       .extent = extent_of(areas),
       .colours = std::move(colours),
       .background = background});
}

// The same, drawn, for those without script: a region of communes is too much for one page.
void fill_drawing(View& view, store::Session& session, Request const& request, Wanted const& wanted,
                  std::vector<TileArea const*> const& areas,
                  std::vector<Territory> const& departments) {
  if (wanted.level == Level::commune && !wanted.department) {
    auto list = view.section("TOO_MANY");
    for (auto const& department : departments) {
      list.section("IN")
          .set("URL", web::localized(request.locale,
                                     fmt::format("{}?niveau={}&chiffre={}&departement={}", path,
                                                 slug(wanted.level), wanted.figure->slug,
                                                 web::percent_encode(department.key.code))))
          .set("NAME", department.name)
          .set("CODE", department.key.code);
    }
    return;
  }
  MapOfValues map{.title = title_of(request, wanted),
                  .unit = tr(request.locale, wanted.figure->unit),
                  .level = wanted.level,
                  .total = wanted.figure->total,
                  .method = method,
                  .classes = classes,
                  .decimals = 1};
  for (auto const* area : areas) {
    auto const value = wanted.figure->value(*area);
    map.values.push_back({{wanted.level, area->code}, area->name, value, shown(value, request)});
  }
  auto const within = wanted.department ? wanted.department->key : Key{Level::region, ""};
  fill_values_map(view, session, request, within, std::move(map));
}

Response explore(Services const& services, TileKeeper& tiles, Request const& request) {
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const wanted = read(session, request);
  auto const departments = all_territories(session, Level::department);
  auto const level = tiles.current(session, wanted.level);
  auto const areas = areas_of(session, *level, wanted);
  web::Document content{"territory/explore.html", request.locale};
  auto& view = content.root();
  view.set("STYLE", web::asset_url("map.css")).set("SCRIPT", web::asset_url("map.js"));
  fill_choices(view, request, wanted, departments);
  if (areas.empty()) {
    view.show("EMPTY");
  } else {
    fill_map(view, request, services.map_background, wanted, areas);
    fill_drawing(view, session, request, wanted, areas, departments);
  }
  auto response = web::render(
      request,
      {.title = tr(request.locale, "Carte des territoires"),
       .description = tr(request.locale,
                         "Les territoires de la région sur une carte, par niveau et par chiffre."),
       .crumbs = {{tr(request.locale, "Territoires"), "/territoires"},
                  {tr(request.locale, "Carte des territoires"), ""}},
       .section = "territoires",
       .canonical = path},
      content);
  response.cacheable = true;
  if (!services.map_background.tiles.empty())
    response.image_origin = background_origin(services.map_background);
  return response;
}

}  // namespace

void add_explore_pages(web::Router& router, Services const& services,
                       std::shared_ptr<TileKeeper> const& tiles) {
  router.page(path, [services, tiles](Request const& request) {
    return explore(services, *tiles, request);
  });
}

}  // namespace pacte::territory
