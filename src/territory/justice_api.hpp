// POST /api/v1/justice: the measures of territorial justice of a table.
#pragma once

#include "module/module.hpp"

namespace pacte::territory {

void add_justice_api(web::Router& router, Services const& services);

}  // namespace pacte::territory
