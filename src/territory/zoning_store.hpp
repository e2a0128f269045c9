// The SQL of zonings taken as a whole.
#pragma once

#include <vector>

#include "store/session.hpp"
#include "territory/justice_report.hpp"

namespace pacte::territory {

/// Every territory that a zoning names, by zoning, in the order of the documents; `part` is left to
/// who knows the names of territories.
std::vector<ZoningExtent> zoning_extents(store::Session& session);

}  // namespace pacte::territory
