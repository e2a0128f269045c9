// The catalogue of aid schemes: pages, CSV and endpoints.
#pragma once

#include "module/module.hpp"

namespace pacte::aid {

void add_pages(web::Router& router, Services const& services);

}  // namespace pacte::aid
