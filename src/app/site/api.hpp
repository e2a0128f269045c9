// The entry of the API: its index, its description, and what changed.
#pragma once

#include "module/module.hpp"

namespace pacte::app {

/// Adds the last endpoints, then describes all those that the router knows.
void add_site_api(web::Router& router, Services const& services);

}  // namespace pacte::app
