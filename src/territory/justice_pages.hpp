// The page that measures how a table is shared out between territories.
#pragma once

#include "module/module.hpp"

namespace pacte::territory {

void add_justice_pages(web::Router& router, Services const& services);

}  // namespace pacte::territory
