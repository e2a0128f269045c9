// /api/v1/zonings: the zonings with their versions; and each member as a territory of its zoning.
#pragma once

#include "module/module.hpp"

namespace pacte::territory {

Json zoning_schemas();
void add_zoning_api(web::Router& router, Services const& services);

/// "qpv-quartier:31555": the members of a zoning under a code of their own, or of a territory; for
/// /api/v1/territories/{id}. Nothing when the identifier is not that of a zoning.
std::optional<Result<web::Response>> zoned_territory(Services const& services,
                                                     std::string const& id,
                                                     std::string const& date);

}  // namespace pacte::territory
