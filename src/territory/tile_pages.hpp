// GET /tuiles/{level}/{z}/{x}/{y}.mvt: the contours of a level as vector tiles.
#pragma once

#include "module/module.hpp"
#include "territory/tile_keeper.hpp"

namespace pacte::territory {

void add_tile_pages(web::Router& router, Services const& services,
                    std::shared_ptr<TileKeeper> const& tiles);

}  // namespace pacte::territory
