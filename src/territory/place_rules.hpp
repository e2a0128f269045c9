// What a pair of numbers given as a place may be.
#pragma once

#include "territory/model.hpp"

namespace pacte::territory {

/// Within one of the parts of the world where French communes lie, in longitude and latitude.
bool in_french_lands(Place const& place);

/// Metres of Lambert 93 (EPSG:2154), the legal projection of metropolitan France, rather than
/// degrees.
bool lambert_93(Place const& place);

}  // namespace pacte::territory
