// What the way in by place shows of an address.
#pragma once

#include "territory/address_lookup.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::territory {

/// Fills the section ADDRESSES when what was typed looks like an address and no territory bears
/// that name; false otherwise, and nothing leaves for the address service.
bool fill_address(web::View& entry, store::Session& session, AtlasKeeper& keeper,
                  AddressService const& service, web::Request const& request,
                  std::string_view typed);

}  // namespace pacte::territory
