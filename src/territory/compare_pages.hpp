// /territoires/comparer: two to four territories side by side.
#pragma once

#include "module/module.hpp"
#include "territory/atlas.hpp"
#include "territory/level_keeper.hpp"

namespace pacte::territory {

void add_compare_pages(web::Router& router, Services const& services,
                       std::shared_ptr<AtlasKeeper> const& atlas,
                       std::shared_ptr<LevelKeeper> const& keeper);

}  // namespace pacte::territory
