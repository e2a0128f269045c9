// /territoires: the way in by place, the sheet of each official territory, and the places that the
// documents name.
#pragma once

#include "module/module.hpp"
#include "territory/atlas.hpp"

namespace pacte::territory {

void add_pages(web::Router& router, Services const& services,
               std::shared_ptr<AtlasKeeper> const& keeper);

}  // namespace pacte::territory
