// The official territories, for programs.
#pragma once

#include "module/module.hpp"
#include "territory/atlas.hpp"
#include "territory/level_keeper.hpp"

namespace pacte::territory {

void add_api(web::Router& router, Services const& services,
             std::shared_ptr<AtlasKeeper> const& keeper,
             std::shared_ptr<LevelKeeper> const& levels);
Json api_schemas();

}  // namespace pacte::territory
