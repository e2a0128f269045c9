#include "territory/figures_store.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "territory/store.hpp"

namespace pacte::territory {

using store::Session;

std::vector<Measured> measured(Session& session, Level level) {
  return session(
             "SELECT t.code, t.name, t.department, t.departments, t.population, t.communes, "
             "c.square_km, c.approximate FROM territory t "
             "LEFT JOIN territory_contour c ON c.level = t.level AND c.code = t.code "
             "WHERE t.level = :level ORDER BY t.population, t.code",
             std::string{name(level)})
      .map([level](std::string code, std::string name, std::optional<std::string> const& department,
                   std::optional<std::string> const& departments, std::int64_t population,
                   std::optional<std::int64_t> communes, std::optional<double> square_km,
                   std::optional<int> approximate) {
        Measured one;
        one.key = {level, std::move(code)};
        one.name = std::move(name);
        one.department = department.value_or("");
        if (level == Level::department) one.department = one.key.code;
        auto const several = departments.value_or("");
        if (!several.empty() && several.find('|') == std::string::npos) one.department = several;
        one.population = population;
        if (level != Level::commune) one.communes = communes;
        one.square_km = square_km;
        one.approximate = approximate.value_or(0) != 0;
        return one;
      });
}

void replace_neighbours(Session& session, NeighbourPairs const& pairs) {
  session("DELETE FROM territory_neighbour").run();
  auto const insert = [&](Key const& key, Key const& other) {
    session("INSERT INTO territory_neighbour (level, code, other) VALUES (:level, :code, :other)",
            name(key.level), key.code, other.code)
        .run();
  };
  for (auto const& [one, other] : pairs) {
    insert(one, other);
    insert(other, one);
  }
}

Neighbours neighbours(Session& session, Key const& key) {
  Neighbours found;
  auto const level = std::string{name(key.level)};
  std::vector<Key> keys;
  session("SELECT other FROM territory_neighbour WHERE level = :level AND code = :code", level,
          key.code)
      .each([&](std::string code) { keys.push_back({key.level, std::move(code)}); });
  for (auto& [other, territory] : territories(session, keys))
    found.territories.push_back(std::move(territory));
  std::ranges::sort(found.territories, {}, [](Territory const& one) { return fold(one.name); });
  found.approximate = session(
                          "SELECT approximate FROM territory_contour WHERE level = :level AND "
                          "code = :code",
                          level, key.code)
                          .first([](int approximate) { return approximate != 0; })
                          .value_or(false);
  return found;
}

}  // namespace pacte::territory
