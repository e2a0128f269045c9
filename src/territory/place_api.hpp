// Where a point is, for programs.
#pragma once

#include "module/module.hpp"
#include "territory/atlas.hpp"

namespace pacte::territory {

void add_place_api(web::Router& router, Services const& services,
                   std::shared_ptr<AtlasKeeper> const& keeper);
Json place_schemas();

}  // namespace pacte::territory
