// Addresses for programs.
#pragma once

#include "module/module.hpp"
#include "territory/address_service.hpp"
#include "territory/atlas.hpp"

namespace pacte::territory {

/// GET /api/v1/addresses?q=…: never kept, neither here nor on the way.
void add_address_api(web::Router& router, Services const& services,
                     std::shared_ptr<AtlasKeeper> const& keeper,
                     std::shared_ptr<AddressService const> const& service);

}  // namespace pacte::territory
