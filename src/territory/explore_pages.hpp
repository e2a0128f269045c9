// /territoires/carte: a map to explore, of which the server draws a still one where there is no
// script.
#pragma once

#include "module/module.hpp"
#include "territory/tile_keeper.hpp"

namespace pacte::territory {

void add_explore_pages(web::Router& router, Services const& services,
                       std::shared_ptr<TileKeeper> const& tiles);

}  // namespace pacte::territory
