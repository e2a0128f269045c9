#include "territory/changes.hpp"

#include <map>

namespace pacte::territory {
namespace {

using ByKey = std::map<Key, Territory const*>;

ByKey by_key(std::vector<Territory> const& territories) {
  ByKey all;
  for (auto const& territory : territories)
    all.emplace(territory.key, &territory);
  return all;
}

void compare(Territory const& before, Territory const& after, ReferenceChanges& changes) {
  if (before.name != after.name) changes.renamed.push_back({before, after});
  if (after.key.level != Level::commune) return;
  if (before.population != after.population) ++changes.repeopled;
  if (before.epci != after.epci || before.arrondissement != after.arrondissement ||
      before.department != after.department) {
    ++changes.moved;
  }
}

}  // namespace

bool ReferenceChanges::none() const {
  return added.empty() && merged.empty() && gone.empty() && renamed.empty() && repeopled == 0 &&
         moved == 0;
}

ReferenceChanges changes_between(std::vector<Territory> const& before,
                                 std::vector<Territory> const& after,
                                 std::vector<FormerCommune> const& former) {
  auto const old = by_key(before);
  auto const now = by_key(after);
  std::map<std::string, FormerCommune const*> ended;
  for (auto const& one : former)
    ended.emplace(one.code, &one);
  ReferenceChanges changes;
  for (auto const& [key, territory] : now) {
    auto const found = old.find(key);
    if (found == old.end()) {
      changes.added.push_back(*territory);
    } else {
      compare(*found->second, *territory, changes);
    }
  }
  for (auto const& [key, territory] : old) {
    if (now.contains(key)) continue;
    auto const known = ended.find(key.code);
    if (key.level == Level::commune && known != ended.end()) {
      changes.merged.push_back(*known->second);
    } else {
      changes.gone.push_back(*territory);
    }
  }
  return changes;
}

}  // namespace pacte::territory
