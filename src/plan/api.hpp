// Plans, their lines and their links, for programs.
#pragma once

#include "module/module.hpp"

namespace pacte::plan {

void add_api(web::Router& router, Services const& services);

/// Schemas that this room's endpoints refer to.
Json api_schemas();

}  // namespace pacte::plan
