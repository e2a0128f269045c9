// /territoires: the way in by place, the sheet of each official territory, and the places that the
// documents name.
#pragma once

#include "module/module.hpp"
#include "territory/address_service.hpp"
#include "territory/atlas.hpp"
#include "territory/tile_keeper.hpp"

namespace pacte::territory {

void add_pages(web::Router& router, Services const& services,
               std::shared_ptr<AtlasKeeper> const& keeper, std::shared_ptr<TileKeeper> const& tiles,
               std::shared_ptr<AddressService const> const& addresses);

}  // namespace pacte::territory
