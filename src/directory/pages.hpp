// The catalogues of bodies, platforms and processes: pages, CSV and endpoints.
#pragma once

#include "module/module.hpp"

namespace pacte::directory {

void add_pages(web::Router& router, Services const& services);

}  // namespace pacte::directory
