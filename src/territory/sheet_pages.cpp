#include "territory/sheet_pages.hpp"

#include <algorithm>

#include <fmt/ranges.h>

#include "base/text.hpp"
#include "report/feed.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "territory/contour_store.hpp"
#include "territory/locator.hpp"
#include "territory/map_view.hpp"
#include "territory/sheet_parts.hpp"
#include "territory/store.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

constexpr std::size_t page_size = 60;
constexpr std::int64_t least_on_map = 0;
constexpr std::size_t records_shown = 4;  // of each kind
constexpr std::size_t zonings_printed = 8;
constexpr std::size_t feed_entries = 30;
constexpr std::size_t listed_in_entry = 8;

Response public_page(Request const& request, web::Page const& page, web::Document const& content) {
  auto response = web::render(request, page, content);
  response.cacheable = true;
  // What names the territory is read from the search index, which follows the data a little later.
  response.lasting = false;
  return response;
}

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

void fill_zonings(View& view, Request const& request, std::vector<ZoningMember> const& found) {
  if (found.empty()) return;
  auto section = view.section("ZONINGS");
  section.set("COUNT", static_cast<std::int64_t>(found.size()));
  for (auto const& zoning : found) {
    auto row = section.section("ZONING");
    row.set("URL", web::localized(request.locale, zoning_path(zoning.zoning)));
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
    auto const lines = source::references(session, record.id, "plan_nodes").size();
    if (lines == 0) continue;
    auto const count = static_cast<std::int64_t>(lines);
    row.section("LINES").set(
        "TEXT", number(request, count) + " " +
                    web::trn(request.locale, "ligne de plan", "lignes de plan", count));
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
  fill_values_map(view, session, request, territory.key,
                  {.title = web::trf(request.locale, "Population municipale : {}", territory.name),
                   .unit = tr(request.locale, "habitants"),
                   .level = level,
                   .total = true,
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

void fill_neighbours(View& view, Request const& request, store::Session& session, Key const& key) {
  auto const found = neighbours(session, key);
  if (found.territories.empty()) return;
  auto section = view.section("NEIGHBOURS");
  section.set("COUNT", static_cast<std::int64_t>(found.territories.size()));
  if (found.approximate) section.show("APPROXIMATE");
  for (auto const& one : found.territories) {
    auto row = section.section("NEIGHBOUR");
    fill_row(row, request, one);
  }
}

// What all three pages need: the territory, or the answer when there is none.
template <class Use>
Response with_territory(Services const& services, Request const& request, Key const& key,
                        std::string_view suffix, Use const& use) {
  auto reading = services.database.read();
  auto& session = reading.session();
  auto found = territory(session, key);
  if (found) return use(session, std::move(*found));
  if (key.level == Level::commune) {
    if (auto const now = successor(session, key.code))
      return web::redirect(url(request, *now) + std::string{suffix}, 308);
  }
  return web::error_page(
      request, 404, tr(request.locale, "Aucun territoire n’a ce code dans le référentiel chargé."));
}

web::Page page_of(Request const& request, Territory const& territory) {
  auto const title = fmt::format("{} ({})", territory.name, territory.key.code);
  return {.title = title,
          .description = trf(request.locale,
                             "{} : population, appartenances, zonages et ce que les documents en "
                             "disent.",
                             territory.name),
          .crumbs = {{tr(request.locale, "Territoires"), "/territoires"}, {territory.name, ""}},
          .section = "territoires",
          .canonical = page_path(territory.key),
          .structured_data = {{"@context", "https://schema.org"},
                              {"@type", "AdministrativeArea"},
                              {"name", territory.name},
                              {"identifier", territory.key.code}},
          .json = api_path(territory.key),
          .feed = page_path(territory.key) + "/fil.atom"};
}

void fill_head(View& view, Request const& request, Territory const& territory) {
  fill_row(view, request, territory);
  view.set_optional("POSTAL_CODES", fmt::format("{}", fmt::join(territory.postal_codes, ", ")));
  if (territory.population_total && *territory.population_total != territory.population)
    view.section("BEYOND").set("POPULATION", number(request, *territory.population_total));
  view.set("ADDRESS", request.origin + url(request, territory.key));
}

Response sheet(Services const& services, LevelKeeper& keeper, Request const& request,
               store::Session& session, Territory territory) {
  web::Document content{"territory/sheet.html", request.locale};
  auto& view = content.root();
  auto const portrait =
      portrait_of(session, keeper, std::move(territory), iso_day(services.clock()));
  auto const& own = portrait.territory;
  fill_head(view, request, own);
  view.set("PRINT_URL", url(request, own.key) + "/fiche");
  view.set("JUSTICE_URL",
           web::localized(request.locale, fmt::format("/territoires/justice?pour={}",
                                                      web::percent_encode(to_text(own.key)))));
  view.set("COMPARE_URL",
           web::localized(request.locale,
                          "/territoires/comparer?a=" + web::percent_encode(to_text(own.key))));
  view.set("FEED_URL", url(request, own.key) + "/fil.atom");
  fill_upwards(view, session, request, own);
  fill_map(view, session, request, own);
  fill_standings(view, request, portrait);
  fill_naming(view, request, session, services.index, own, records_shown);
  auto const asked = named(session, own);
  for (auto const& section : services.territory_sections) {
    if (section.page) section.page(session, request, asked, view);
  }
  fill_zonings(view, request, portrait.zonings);
  fill_named(view, session, request, own);
  fill_neighbours(view, request, session, own.key);
  fill_members(view, session, request, own);
  view.set("SEARCH_URL",
           web::localized(request.locale,
                          "/recherche?q=" + web::percent_encode("\"" + own.name + "\"")));
  return public_page(request, page_of(request, own), content);
}

// ---- the page to print

Response page_to_print(Services const& services, LevelKeeper& keeper, Request const& request,
                       store::Session& session, Territory territory) {
  web::Document content{"territory/print.html", request.locale};
  auto& view = content.root();
  auto const portrait =
      portrait_of(session, keeper, std::move(territory), iso_day(services.clock()));
  auto const& own = portrait.territory;
  fill_head(view, request, own);
  fill_upwards(view, session, request, own);
  fill_standings(view, request, portrait);
  fill_naming(view, request, session, services.index, own, records_shown);
  auto shown = portrait.zonings;
  if (shown.size() > zonings_printed) shown.resize(zonings_printed);
  fill_zonings(view, request, shown);
  fill_neighbours(view, request, session, own.key);
  auto page = page_of(request, own);
  page.title = trf(request.locale, "{} : fiche à imprimer", own.name);
  page.crumbs = {{tr(request.locale, "Territoires"), "/territoires"},
                 {own.name, page_path(own.key)},
                 {tr(request.locale, "Fiche à imprimer"), ""}};
  page.indexed = false;
  return public_page(request, page, content);
}

// ---- the feed

// The records that name the territory, by the moment at which they were last written.
std::map<std::string, std::vector<source::Summary>, std::greater<>> latest_changes(
    store::Session& session, std::set<std::string> const& ids) {
  std::map<std::string, std::vector<source::Summary>, std::greater<>> changes;
  source::each_record(session, [&](source::Summary const& record, std::string const& changed_at) {
    if (ids.contains(record.id)) changes[changed_at].push_back(record);
    return true;
  });
  return changes;
}

report::FeedEntry entry_of(Request const& request, Territory const& territory,
                           std::string const& changed_at,
                           std::vector<source::Summary> const& records) {
  auto const count = static_cast<std::int64_t>(records.size());
  auto const sheet = request.origin + url(request, territory.key);
  report::FeedEntry entry;
  entry.id = fmt::format("{}#{}", request.origin + page_path(territory.key), changed_at);
  entry.title =
      number(request, count) + " " +
      web::trn(request.locale, "fiche ajoutée ou changée", "fiches ajoutées ou changées", count);
  entry.link = count == 1 ? request.origin + source::page_url(request.locale, records.front().kind,
                                                              records.front().id)
                          : sheet + "#ici";
  entry.updated = parse_instant(changed_at).value_or(Instant{});
  for (auto const& record : records) {
    if (&record == records.data() + listed_in_entry) {
      entry.summary += "…";
      break;
    }
    entry.summary += (entry.summary.empty() ? "" : " ; ") + record.label;
  }
  return entry;
}

Response feed(Services const& services, Request const& request, store::Session& session,
              Territory const& territory) {
  auto const sheet = request.origin + url(request, territory.key);
  report::Feed atom;
  atom.id = request.origin + page_path(territory.key);
  atom.title = trf(request.locale, "{} : ce qui change", territory.name);
  atom.subtitle = trf(request.locale, "Les fiches dont le texte nomme {}", territory.name);
  atom.self = sheet + "/fil.atom";
  atom.alternate = sheet;
  atom.author = web::site().name;
  atom.language = web::tag(request.locale);
  atom.updated = services.clock();
  for (auto const& [changed_at, records] :
       latest_changes(session, ids_naming(services.index, territory))) {
    if (atom.entries.size() == feed_entries) break;
    atom.entries.push_back(entry_of(request, territory, changed_at, records));
  }
  if (!atom.entries.empty()) atom.updated = atom.entries.front().updated;
  Response response;
  response.body = report::atom(atom);
  response.cacheable = true;
  response.lasting = false;
  response.with("Content-Type", "application/atom+xml; charset=utf-8");
  return response;
}

}  // namespace

void add_sheet_pages(web::Router& router, Services const& services,
                     std::shared_ptr<LevelKeeper> const& keeper) {
  for (auto const level : all_levels) {
    auto const path = fmt::format("/territoires/{}/{{code}}", slug(level));
    auto const key = [level](Request const& request) {
      return Key{level, request.capture("code")};
    };
    router.page(path, [services, keeper, key](Request const& request) {
      return with_territory(
          services, request, key(request), "", [&](store::Session& session, Territory territory) {
            return sheet(services, *keeper, request, session, std::move(territory));
          });
    });
    router.page(path + "/fiche", [services, keeper, key](Request const& request) {
      return with_territory(services, request, key(request), "/fiche",
                            [&](store::Session& session, Territory territory) {
                              return page_to_print(services, *keeper, request, session,
                                                   std::move(territory));
                            });
    });
    router.page(path + "/fil.atom", [services, key](Request const& request) {
      return with_territory(services, request, key(request), "/fil.atom",
                            [&](store::Session& session, Territory const& territory) {
                              return feed(services, request, session, territory);
                            });
    });
  }
}

}  // namespace pacte::territory
