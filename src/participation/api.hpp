// Proposals and what answers them, for programs.
#pragma once

#include "module/module.hpp"

namespace pacte::participation {

void add_api(web::Router& router, Services const& services);

/// Schemas that this room's endpoints refer to.
Json api_schemas();

}  // namespace pacte::participation
