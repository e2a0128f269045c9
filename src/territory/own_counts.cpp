#include "territory/own_counts.hpp"

#include "territory/count_store.hpp"
#include "territory/justice.hpp"
#include "territory/known_places.hpp"
#include "territory/store.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::territory {
namespace {

using Counted = std::map<std::string, std::int64_t>;

// How many times the zonings and roles of the documents name each territory of a level.
Counted zonings_at(store::Session& session, Level level) {
  Counted counted;
  for (auto const& member : zoning_extents(session)) {
    if (member.key.level == level) counted[to_text(member.key)] += unit_quantity;
  }
  return counted;
}

// In how many lists of the documents each commune is named. A name that several communes bear, or
// none, is left out: nothing says which.
Counted lists_naming_communes(store::Session& session) {
  auto const communes = all_territories(session, Level::commune);
  KnownPlaces const places{communes};
  Counted counted;
  for (auto const& [name, lists] : printed_members(session)) {
    if (auto const* commune = places.named(Level::commune, name))
      counted[to_text(commune->key)] += lists * unit_quantity;
  }
  return counted;
}

TerritorialCount zonings_count(Level level, std::string id, std::string label) {
  return {.id = std::move(id),
          .label = std::move(label),
          .method =
              "Combien de fois les zonages et les rôles que les documents donnent nomment "
              "chaque territoire de ce niveau ; un quartier ou un site compte pour la "
              "commune où il est.",
          .values = [level](store::Session& session) { return zonings_at(session, level); }};
}

}  // namespace

std::vector<TerritorialCount> own_counts() {
  return {
      zonings_count(Level::commune, "zonings-commune", "Zonages et rôles, par commune"),
      zonings_count(Level::epci, "zonings-epci", "Zonages et rôles, par intercommunalité"),
      zonings_count(Level::department, "zonings-department", "Zonages et rôles, par département"),
      {.id = "lists-commune",
       .label = "Listes des documents, par commune",
       .method = "Dans combien de listes des documents (lieux, zonages, implantations) chaque "
                 "commune est nommée. Un nom que portent plusieurs communes est laissé de "
                 "côté.",
       .values = lists_naming_communes}};
}

}  // namespace pacte::territory
