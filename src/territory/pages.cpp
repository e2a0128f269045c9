#include "territory/pages.hpp"

#include "base/text.hpp"
#include "source/catalogue.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "territory/contour_store.hpp"
#include "territory/locator.hpp"
#include "territory/lookup.hpp"
#include "territory/map_frame.hpp"
#include "territory/map_view.hpp"
#include "territory/record.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t page_size = 60;
constexpr std::size_t hits_shown = 12;
constexpr std::size_t longest_query = 100;
constexpr std::int64_t least_on_map = 0;

std::string number(Request const& request, std::int64_t value) {
  return grouped(value, web::digits(request.locale));
}

std::string url(Request const& request, Key const& key) {
  return web::localized(request.locale, page_path(key));
}

Response public_page(Request const& request, web::Page const& page, web::Document const& content) {
  auto response = web::render(request, page, content);
  response.cacheable = true;
  return response;
}

void fill_row(View& row, Request const& request, Territory const& territory) {
  row.set("URL", url(request, territory.key)).set("NAME", territory.name);
  row.set("LEVEL", tr(request.locale, one(territory.key.level)));
  row.set("CODE", territory.key.code);
  row.set("POPULATION", number(request, territory.population));
  if (territory.communes)
    row.section("COMMUNES").set("COUNT", number(request, *territory.communes));
}

// ---- the entry, above the catalogue of named places

void fill_entry(AtlasKeeper& keeper, TileKeeper& tiles, store::Session& session, View& view,
                Request const& request) {
  auto entry = view.include("EXTRA", "territory/entry.html");
  entry.set("ACTION", web::localized(request.locale, "/territoires"));
  auto const typed = shorten(request.query.get("lieu"), longest_query);
  entry.set("TYPED", typed);
  fill_map_picker(entry, request, session, tiles, "z-lieu");
  if (!typed.empty()) {
    auto const found =
        search_or_nearest(session, keeper, typed, std::nullopt, std::nullopt, hits_shown);
    auto hits = entry.section("HITS");
    if (found.empty()) hits.show("NONE");
    for (auto const& hit : found) {
      auto row = hits.section("HIT");
      fill_row(row, request, hit.territory);
    }
  }
  for (auto const& region : list_territories(session, Level::region, std::nullopt, 1)) {
    auto row = entry.section("REGION");
    fill_row(row, request, region);
    for (auto const& department : members(session, region.key, Level::department, "", page_size)) {
      auto line = row.section("DEPARTMENT");
      fill_row(line, request, department);
    }
  }
}

// ---- the sheet of a territory

void fill_upwards(View& view, store::Session& session, Request const& request,
                  Territory const& territory) {
  std::vector<Key> keys;
  if (!territory.epci.empty()) keys.push_back({Level::epci, territory.epci});
  if (!territory.arrondissement.empty() && territory.key.level == Level::commune) {
    keys.push_back({Level::arrondissement, territory.arrondissement});
  }
  if (!territory.department.empty() && territory.key.level != Level::department) {
    keys.push_back({Level::department, territory.department});
  }
  for (auto const& department : territory.departments)
    keys.push_back({Level::department, department});
  auto const found = territories(session, keys);
  std::set<Key> shown;
  for (auto const& key : keys) {
    auto const above = found.find(key);
    if (above == found.end() || !shown.insert(key).second) continue;
    auto row = view.section("ABOVE");
    fill_row(row, request, above->second);
  }
}

struct Below {
  Level level;
  char const* title;  // French
};

std::vector<Below> below(Level level) {
  static constexpr auto communes = "Communes";
  static constexpr auto epci = "Intercommunalités";
  switch (level) {
    case Level::region: return {{Level::department, "Départements"}, {Level::epci, epci}};
    case Level::department:
      return {{Level::arrondissement, "Arrondissements"},
              {Level::epci, epci},
              {Level::commune, communes}};
    case Level::arrondissement: return {{Level::epci, epci}, {Level::commune, communes}};
    case Level::epci: return {{Level::commune, communes}};
    case Level::commune: return {};
  }
  return {};
}

// The parts of a territory, a page of each level by its own key.
void fill_members(View& view, store::Session& session, Request const& request,
                  Territory const& territory) {
  for (auto const& [level, title] : below(territory.key.level)) {
    auto const parameter = "apres-" + std::string{slug(level)};
    auto const after = shorten(request.query.get(parameter), 20);
    auto found = members(session, territory.key, level, after, page_size + 1);
    if (found.empty()) continue;
    auto group = view.section("MEMBERS");
    group.set("TITLE", tr(request.locale, title)).set("ANCHOR", slug(level));
    if (found.size() > page_size) {
      found.pop_back();
      group.section("NEXT").set(
          "URL", fmt::format("{}?{}={}#{}", url(request, territory.key), parameter,
                             web::percent_encode(found.back().key.code), slug(level)));
    }
    for (auto const& member : found) {
      auto row = group.section("MEMBER");
      fill_row(row, request, member);
    }
  }
}

void fill_zonings(View& view, store::Session& session, Request const& request,
                  Territory const& territory) {
  auto const found = zonings(session, territory.key);
  if (found.empty()) return;
  auto section = view.section("ZONINGS");
  section.set("COUNT", static_cast<std::int64_t>(found.size()));
  for (auto const& zoning : found) {
    auto row = section.section("ZONING");
    row.set("NAME", zoning.zoning_name).set("LABEL", zoning.label);
    source::fill_refs(row, request.locale, zoning.sources);
  }
}

void fill_named(View& view, store::Session& session, Request const& request,
                Territory const& territory) {
  auto const found = named_with_member(session, territory.name);
  if (found.empty()) return;
  auto section = view.section("NAMED");
  section.set("COUNT", static_cast<std::int64_t>(found.size()));
  if (homonyms(session, territory) > 1) section.show("HOMONYMS");
  for (auto const& record : found) {
    auto row = section.section("RECORD");
    row.set("URL", source::page_url(request.locale, record.kind, record.id))
        .set("LABEL", record.label);
  }
}

// Inhabitants of the parts of a territory: of a region by EPCI, of anything smaller by commune.
void fill_population_map(View& view, store::Session& session, Request const& request,
                         Territory const& territory) {
  auto const level = territory.key.level == Level::region ? Level::epci : Level::commune;
  constexpr std::size_t all = 100'000;
  std::vector<MapValue> values;
  for (auto const& part : members(session, territory.key, level, "", all)) {
    auto const people = static_cast<double>(part.population);
    values.push_back({part.key, part.name, people, number(request, part.population)});
  }
  fill_choropleth(view, session, request, territory.key,
                  {.title = web::trf(request.locale, "Population municipale : {}", territory.name),
                   .unit = tr(request.locale, "habitants"),
                   .level = level,
                   .values = std::move(values)});
}

void fill_map(View& view, store::Session& session, Request const& request,
              Territory const& territory) {
  if (territory.key.level != Level::commune)
    return fill_population_map(view, session, request, territory);
  auto const in = territory.key.level == Level::commune && !territory.department.empty()
                      ? Key{Level::department, territory.department}
                      : territory.key;
  auto const svg =
      locator_svg(points(session, in, least_on_map), territory.key,
                  web::trf(request.locale, "Points des communes : {}", territory.name));
  if (!svg.empty()) view.section("MAP").set_trusted_html("SVG", svg);
}

Response sheet(Services const& services, Request const& request, Key const& key) {
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const found = territory(session, key);
  if (!found && key.level == Level::commune) {
    if (auto const now = successor(session, key.code))
      return web::redirect(url(request, *now), 308);
  }
  if (!found) {
    return web::error_page(
        request, 404,
        tr(request.locale, "Aucun territoire n’a ce code dans le référentiel chargé."));
  }
  web::Document content{"territory/sheet.html", request.locale};
  auto& view = content.root();
  fill_row(view, request, *found);
  view.set_optional("POSTAL_CODES", fmt::format("{}", fmt::join(found->postal_codes, ", ")));
  if (found->population_total && *found->population_total != found->population) {
    view.section("BEYOND").set("POPULATION", number(request, *found->population_total));
  }
  fill_upwards(view, session, request, *found);
  fill_map(view, session, request, *found);
  fill_zonings(view, session, request, *found);
  fill_named(view, session, request, *found);
  fill_members(view, session, request, *found);
  view.set("SEARCH_URL",
           web::localized(request.locale,
                          "/recherche?q=" + web::percent_encode("\"" + found->name + "\"")));
  return public_page(
      request,
      {.title = fmt::format("{} ({})", found->name, found->key.code),
       .description =
           web::trf(request.locale,
                    "{} : population, appartenances, zonages et ce que les documents en disent.",
                    found->name),
       .crumbs = {{tr(request.locale, "Territoires"), "/territoires"}, {found->name, ""}},
       .section = "territoires",
       .canonical = page_path(found->key),
       .structured_data = {{"@context", "https://schema.org"},
                           {"@type", "AdministrativeArea"},
                           {"name", found->name},
                           {"identifier", found->key.code}},
       .json = api_path(found->key)},
      content);
}

}  // namespace

void add_pages(web::Router& router, Services const& services,
               std::shared_ptr<AtlasKeeper> const& keeper,
               std::shared_ptr<TileKeeper> const& tiles) {
  source::add_catalogue(
      router, services,
      {.kind = &named_territory_kind(),
       .title = "Territoires",
       .intro = "La région et ses communes, puis les zonages, lieux et listes que les documents "
                "nomment. Une "
                "liste peut être incomplète : seuls les membres imprimés sont repris.",
       .counted_one = "{} territoire cité",
       .counted_many = "{} territoires cités",
       .section = "territoires",
       .example = "occitanie/bassins-de-vie",
       .badge_class = "k-terr",
       .badge = "type",
       .lede = "definition",
       .facets = {"type"},
       .columns = {"definition", "count"},
       .list_extra = [keeper, tiles](store::Session& session, View& view, Request const& request) {
         fill_entry(*keeper, *tiles, session, view, request);
       }});
  for (auto const level : all_levels) {
    router.page(fmt::format("/territoires/{}/{{code}}", slug(level)),
                [services, level](Request const& request) {
                  return sheet(services, request, {level, request.capture("code")});
                });
  }
}

}  // namespace pacte::territory
