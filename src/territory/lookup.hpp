// Where a point is: its commune, what that belongs to, the zonings it is in, and how sure it is.
#pragma once

#include "base/problem.hpp"
#include "store/session.hpp"
#include "territory/atlas.hpp"
#include "territory/store.hpp"

namespace pacte::territory {

struct PlaceRequest {
  Place place;
  std::string date;  // ISO day; empty for now
};

/// Reads what was typed. The problem says which number is wrong and how: absent, not a number, in
/// Lambert 93, longitude and latitude swapped, not in France, no such day.
Result<PlaceRequest> parse_place(std::string_view longitude, std::string_view latitude,
                                 std::string_view date);

struct LocatedTerritory {
  Key key;
  std::string name;
  bool certain = false;
};

struct LocatedZoning {
  ZoningMember zoning;
  Key key;  // the territory by which the point is in it
  bool certain =
      false;  // the point is in the member's own contour, or all of the territory is in it
};

struct Located {
  PlaceRequest request;
  bool approximate = false;                   // contours are made up: nothing is certain
  std::vector<LocatedTerritory> territories;  // commune, EPCI, arrondissement, department, region
  std::vector<LocatedZoning> zonings;
  std::vector<FormerCommune> former;  // that were communes of their own at the date given
};

/// `not_found` outside of the communes that are loaded. Zonings are those in force on the day asked
/// for, or else `today` (ISO; empty: their last versions). A member with a contour of its own that
/// does not hold the point is left out, for certain.
Result<Located> locate(store::Session& session, Atlas const& atlas, PlaceRequest request,
                       std::string const& today = {});

/// What `search` finds; when that is nothing, and `after` no page, the territories whose names are
/// nearest to what was typed.
std::vector<Found> search_or_nearest(store::Session& session, AtlasKeeper& keeper,
                                     std::string_view typed, std::optional<Level> level,
                                     std::optional<Rank> const& after, std::size_t most);

}  // namespace pacte::territory
