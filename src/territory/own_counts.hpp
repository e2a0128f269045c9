// What this room counts by territory, for territorial justice.
#pragma once

#include <vector>

#include "module/module.hpp"

namespace pacte::territory {

std::vector<TerritorialCount> own_counts();

}  // namespace pacte::territory
