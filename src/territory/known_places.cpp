#include "territory/known_places.hpp"

#include "base/text.hpp"

namespace pacte::territory {

KnownPlaces::KnownPlaces(std::span<Territory const> territories,
                         std::vector<FormerCommune> const& former) {
  for (auto const& territory : territories) {
    by_key_.emplace(territory.key, &territory);
    by_name_.emplace(std::pair{territory.key.level, fold(territory.name)}, &territory);
  }
  auto const now = successors(former);
  for (auto const& one : former) {
    auto const into = now.find(one.code);
    auto const* commune = into == now.end() ? nullptr : find({Level::commune, into->second});
    if (commune != nullptr) former_.emplace(one.code, PlaceBefore{one.name, commune});
  }
}

Territory const* KnownPlaces::find(Key const& key) const {
  auto const found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : found->second;
}

Territory const* KnownPlaces::named(Level level, std::string_view name) const {
  auto const [first, last] = by_name_.equal_range({level, fold(name)});
  return first != last && std::next(first) == last ? first->second : nullptr;
}

Territory const* KnownPlaces::typed(std::string_view text, Level first) const {
  auto const words = trim(text);
  if (auto const key = parse_key(words)) return find(*key);
  for (auto const level : {Level::commune, Level::epci, Level::department}) {
    if (auto const* found = find({level, std::string{words}})) return found;
  }
  for (auto const level : {first, Level::commune, Level::epci, Level::department}) {
    if (auto const* found = named(level, words)) return found;
  }
  return nullptr;
}

PlaceBefore const* KnownPlaces::former(std::string const& code) const {
  auto const found = former_.find(code);
  return found == former_.end() ? nullptr : &found->second;
}

}  // namespace pacte::territory
