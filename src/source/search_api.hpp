// Search and completion in the API.
#pragma once

#include "module/module.hpp"

namespace pacte::source {

void add_search_api(web::Router& router, Services const& services);

}  // namespace pacte::source
