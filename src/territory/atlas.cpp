#include "territory/atlas.hpp"

#include "territory/contour_store.hpp"
#include "territory/store.hpp"

namespace pacte::territory {
namespace {

std::vector<NameEntry> names_of(store::Session& session) {
  std::vector<NameEntry> names;
  std::map<std::string, std::int64_t> people;
  for (auto& territory : all_territories(session)) {
    if (territory.key.level == Level::commune)
      people.emplace(territory.key.code, territory.population);
    names.push_back({std::move(territory.name), std::move(territory.key), territory.population});
  }
  auto const former = former_communes(session);
  auto const now = successors(former);
  for (auto const& one : former) {
    auto const into = now.find(one.code);
    if (into == now.end() || !people.contains(into->second)) continue;
    NameEntry entry;
    entry.name = one.name;
    entry.key.code = into->second;
    entry.population = people.at(into->second);
    names.push_back(std::move(entry));
  }
  return names;
}

}  // namespace

Atlas::Communes Atlas::communes_of(store::Session& session) {
  Communes communes;
  for (auto& one : contours(session, Level::commune)) {
    communes.keys.push_back(std::move(one.key));
    communes.contours.push_back(std::move(one.contour));
    communes.approximate = communes.approximate || one.approximate;
  }
  return communes;
}

Atlas::Atlas(store::Session& session, std::string digest)
    : Atlas{session, std::move(digest), communes_of(session)} {}

Atlas::Atlas(store::Session& session, std::string digest, Communes communes)
    : digest_{std::move(digest)},
      communes_{std::move(communes.keys)},
      approximate_{communes.approximate},
      points_{communes.contours},
      names_{names_of(session)} {}

std::optional<Key> Atlas::at(Place const& place) const {
  auto const number = points_.find(to_vertex(place));
  if (!number) return std::nullopt;
  return communes_[*number];
}

std::shared_ptr<Atlas const> AtlasKeeper::current(store::Session& session) {
  auto const digest = loaded_reference(session).digest;
  std::scoped_lock const lock{mutex_};
  if (!atlas_ || atlas_->digest() != digest)
    atlas_ = std::make_shared<Atlas const>(session, digest);
  return atlas_;
}

}  // namespace pacte::territory
