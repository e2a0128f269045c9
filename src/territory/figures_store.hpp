// The SQL of what is compared between territories: populations, land, neighbours.
#pragma once

#include "store/session.hpp"
#include "territory/neighbours.hpp"
#include "territory/standing.hpp"

namespace pacte::territory {

/// All the territories of a level by population, then code; `zonings` is left at 0.
std::vector<Measured> measured(store::Session& session, Level level);

void replace_neighbours(store::Session& session, NeighbourPairs const& pairs);

struct Neighbours {
  std::vector<Territory> territories;  // by name
  bool approximate = false;            // contours are made up around points: so are the borders
};
Neighbours neighbours(store::Session& session, Key const& key);

}  // namespace pacte::territory
