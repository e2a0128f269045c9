// All the SQL of contours and of former communes.
#pragma once

#include "store/session.hpp"
#include "territory/contour_rules.hpp"

namespace pacte::territory {

void replace_contours(store::Session& session, ContourSet const& set);

struct LoadedContour {
  Key key;
  Contour contour;
  bool approximate = false;
};
/// Those of a level, in the order of codes.
std::vector<LoadedContour> contours(store::Session& session, Level level);

/// Those of the communes that lie in a territory, in the order of codes.
std::vector<LoadedContour> contours_of_communes(store::Session& session, Key const& within);

/// Codes of the communes whose contour was given by a file.
std::vector<std::string> communes_with_contour(store::Session& session);

void replace_former(store::Session& session, std::vector<FormerCommune> const& former);
/// In the order of their codes.
std::vector<FormerCommune> former_communes(store::Session& session);
/// Those that are now in the commune of that code, by name.
std::vector<FormerCommune> former_communes_of(store::Session& session, std::string const& commune);
/// The commune where a former one is now, if its code is known.
std::optional<Key> successor(store::Session& session, std::string const& former_code);

}  // namespace pacte::territory
