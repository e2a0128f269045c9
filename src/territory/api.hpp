// The official territories, for programs.
#pragma once

#include "module/module.hpp"

namespace pacte::territory {

void add_api(web::Router& router, Services const& services);
Json api_schemas();

}  // namespace pacte::territory
