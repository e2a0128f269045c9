#include "territory/portrait.hpp"

#include <algorithm>
#include <array>

#include "territory/mentions.hpp"
#include "territory/store.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::territory {
namespace {

using search::Facet;
using source::Kind;

// Named lists have their own place on the sheet.
constexpr std::array shown_kinds{Kind::plan_node, Kind::instrument, Kind::body,
                                 Kind::platform,  Kind::process,    Kind::proposal,
                                 Kind::indicator, Kind::document};
constexpr std::size_t most_hits = 100;
constexpr std::size_t last_rank = 10'000;

search::Query query_of(Territory const& territory, std::span<Kind const> kinds, std::size_t most) {
  search::Query query;
  query.filters[Facet::place] = {place_value(territory)};
  for (auto const kind : kinds)
    query.filters[Facet::kind].emplace_back(source::info(kind).name);
  query.most = most;
  query.other_values = false;
  return query;
}

// How many zonings each territory of the level is in: editors may change them at any time.
void count_zonings(store::Session& session, LevelFigures const& figures, std::string_view day,
                   std::vector<Measured>& level) {
  std::set<std::pair<std::size_t, std::string>> counted;
  for (auto const& extent : zoning_extents(session, day)) {
    if (level.empty() || extent.key.level != level.front().key.level) continue;
    auto const place = figures.place_of.find(extent.key.code);
    if (place == figures.place_of.end()) continue;
    if (counted.emplace(place->second, extent.zoning).second) ++level[place->second].zonings;
  }
}

}  // namespace

NamingRecords records_naming(search::Index const& index, Territory const& territory,
                             std::size_t shown) {
  NamingRecords records;
  auto const all = index.find(query_of(territory, shown_kinds, most_hits));
  if (!all) return records;
  auto const counts = all->facets.find(Facet::kind);
  if (counts == all->facets.end()) return records;
  for (auto const kind : shown_kinds) {
    auto const name = source::info(kind).name;
    auto const counted = std::ranges::find(counts->second, name, &search::FacetCount::value);
    if (counted == counts->second.end()) continue;
    NamingKind one{.kind = kind, .count = counted->count, .first = {}};
    for (auto const& hit : all->hits) {
      if (hit.kind == name && one.first.size() < shown) one.first.push_back(hit);
    }
    if (one.first.size() < std::min(shown, one.count)) {
      if (auto own = index.find(query_of(territory, {&kind, 1}, shown)))
        one.first = std::move(own->hits);
    }
    records.count += one.count;
    records.kinds.push_back(std::move(one));
  }
  return records;
}

std::size_t count_naming(search::Index const& index, Territory const& territory) {
  auto const found = index.find(query_of(territory, shown_kinds, 1));
  return found ? found->estimated_total : 0;
}

std::set<std::string> ids_naming(search::Index const& index, Territory const& territory) {
  std::set<std::string> ids;
  auto query = query_of(territory, {}, most_hits);
  for (bool more = true; more && query.first < last_rank; query.first += most_hits) {
    auto const found = index.find(query);
    more = found && found->hits.size() == most_hits;
    if (!found) break;
    for (auto const& hit : found->hits)
      ids.insert(hit.id);
  }
  return ids;
}

std::string naming_path(Territory const& territory, std::optional<Kind> kind) {
  web::Parameters parameters;
  parameters.add(std::string{search::name(Facet::place)}, place_value(territory));
  if (kind)
    parameters.add(std::string{search::name(Facet::kind)}, std::string{source::info(*kind).name});
  return "/recherche?" + parameters.encode();
}

Portrait portrait_of(store::Session& session, LevelKeeper& keeper, Territory territory,
                     std::string_view day) {
  Portrait portrait;
  portrait.zonings = zonings(session, territory.key, day);
  auto const figures = keeper.current(session, territory.key.level);
  auto const at = figures->place_of.find(territory.key.code);
  portrait.territory = std::move(territory);
  if (at == figures->place_of.end()) return portrait;
  auto level = figures->level;
  count_zonings(session, *figures, day, level);
  auto const peers = peers_of(level, at->second);
  portrait.figures = level[at->second];
  portrait.standings = standings(level, at->second, peers);
  for (auto const peer : peers)
    portrait.peers.push_back(std::move(level[peer]));
  return portrait;
}

std::vector<Territory> wider_than(store::Session& session, Territory const& territory) {
  std::vector<Key> keys;
  if (!territory.epci.empty()) keys.push_back({Level::epci, territory.epci});
  if (!territory.department.empty() && territory.key.level != Level::department)
    keys.push_back({Level::department, territory.department});
  for (auto const& department : territory.departments)
    keys.push_back({Level::department, department});
  auto found = territories(session, keys);
  std::vector<Territory> wider;
  for (auto const& key : keys) {
    auto const at = found.find(key);
    if (at == found.end()) continue;
    wider.push_back(std::move(at->second));
    found.erase(at);
  }
  if (territory.key.level != Level::region) {
    for (auto& region : list_territories(session, Level::region, std::nullopt, 1))
      wider.push_back(std::move(region));
  }
  return wider;
}

TerritoryNamed named(store::Session& session, Territory const& territory) {
  TerritoryNamed one{.id = to_text(territory.key), .name = territory.name, .region = {}};
  if (territory.key.level == Level::region) return one;
  for (auto const& region : list_territories(session, Level::region, std::nullopt, 1))
    one.region = region.name;
  return one;
}

}  // namespace pacte::territory
