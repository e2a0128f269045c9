#include "aid/places.hpp"

#include <algorithm>

#include "rule/identifiers.hpp"
#include "territory/contour_store.hpp"
#include "territory/store.hpp"
#include "territory/zoning_rules.hpp"
#include "territory/zoning_state_store.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::aid {
namespace {

using territory::ZoningOrigin;
using territory::ZoningVersion;

constexpr std::size_t most_days = 8;
constexpr std::size_t department_digits = 2;
constexpr std::size_t most_names = 100'000;

// Up to the version in force, has one been given as a whole, and who made the last?
bool leaves_nobody_out(std::span<ZoningVersion const> versions, std::string_view day,
                       bool names_are_open) {
  auto const* now = territory::in_force(versions, day);
  if (now == nullptr || now->origin == ZoningOrigin::reference) return false;
  bool const given_whole = std::ranges::any_of(versions, [now](ZoningVersion const& version) {
    return version.origin == ZoningOrigin::file && version.number <= now->number;
  });
  return given_whole || !names_are_open;
}

}  // namespace

Places::Places(PlaceKnowledge const& known)
    : successors_{known.successors.begin(), known.successors.end()},
      keys_{known.zonings.begin(), known.zonings.end()} {
  for (auto const& commune : known.communes) {
    population_.emplace(commune.key.code, commune.population);
    departments_.insert(commune.key.code.substr(0, department_digits));
  }
  for (auto const& zoning : known.complete)
    listed_[zoning].complete = true;
  for (auto const& extent : known.extents) {
    auto& whole = listed_[extent.zoning].whole;
    if (extent.key.level == territory::Level::commune) {
      whole[extent.key.code] |= !extent.part;
      continue;
    }
    for (auto const& commune : known.communes) {
      if (lies_in(commune, extent.key)) whole[commune.key.code] |= !extent.part;
    }
  }
}

std::string_view Places::today_of(std::string_view place) const {
  auto const found = successors_.find(place);
  return found == successors_.end() ? place : std::string_view{found->second};
}

std::optional<bool> Places::contains(std::string_view zoning, std::string_view place) const {
  auto const listed = listed_.find(zoning);
  auto const commune = today_of(place);
  if (listed == listed_.end() || !population_.contains(commune)) return std::nullopt;
  auto const found = listed->second.whole.find(commune);
  if (found == listed->second.whole.end())
    return listed->second.complete ? std::optional{false} : std::nullopt;
  return found->second ? std::optional{true} : std::nullopt;
}

std::optional<bool> Places::exists(std::string_view place) const {
  if (population_.empty()) return std::nullopt;
  if (population_.contains(today_of(place))) return true;
  bool const known_department = departments_.contains(place.substr(0, department_digits));
  if (known_department || !rule::looks_like_commune(place)) return false;
  return std::nullopt;
}

std::optional<std::int64_t> Places::population(std::string_view place) const {
  auto const found = population_.find(today_of(place));
  if (found == population_.end()) return std::nullopt;
  return found->second;
}

PlaceKnowledge read_places(store::Session& session, std::string_view day) {
  PlaceKnowledge known;
  known.communes = territory::all_territories(session, territory::Level::commune);
  known.successors = territory::successors(territory::former_communes(session));
  known.extents = territory::zoning_extents(session, day);
  std::set<std::string> open;
  for (auto const& each : territory::list_unmatched(session, "", {}, most_names)) {
    known.zonings.insert(each.name.zoning);
    if (!each.decision) open.insert(each.name.zoning);
  }
  for (auto const& [zoning, versions] : territory::zoning_versions(session)) {
    known.zonings.insert(zoning);
    if (leaves_nobody_out(versions, day, open.contains(zoning))) known.complete.insert(zoning);
  }
  return known;
}

PlaceKnowledge places_of(territory::Reference const& reference) {
  PlaceKnowledge known;
  for (auto const& each : reference.territories) {
    if (each.key.level == territory::Level::commune) known.communes.push_back(each);
  }
  known.successors = territory::successors(reference.former);
  for (auto const& [zoning, name] : reference.zonings)
    known.zonings.insert(zoning);
  for (auto const& each : reference.unmatched)
    known.zonings.insert(each.printed.zoning);
  for (auto const& row : reference.members) {
    for (auto const& code : row.codes) {
      known.extents.push_back(
          {.zoning = row.printed.zoning, .name = {}, .key = {row.level, code}, .part = !row.whole});
    }
  }
  return known;
}

std::shared_ptr<Places const> PlacesKeeper::current(store::Session& session,
                                                    std::string const& day) {
  auto state = territory::zonings_state(session);
  std::scoped_lock const lock{mutex_};
  if (state != state_ || by_day_.size() >= most_days) by_day_.clear();
  state_ = std::move(state);
  auto& kept = by_day_[day];
  if (!kept) kept = std::make_shared<Places const>(read_places(session, day));
  return kept;
}

}  // namespace pacte::aid
