// Search in everything, with facets.
#pragma once

#include "module/module.hpp"

namespace pacte::source {

void add_search_pages(web::Router& router, Services const& services);

}  // namespace pacte::source
