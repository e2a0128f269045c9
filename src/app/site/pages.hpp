// The pages of the site itself: home, method, accessibility, documentation of the API, open data,
// what changed, and the map for search engines.
#pragma once

#include "module/module.hpp"

namespace pacte::app {

void add_site_pages(web::Router& router, Services const& services);

// Each in its own file.
void add_home(web::Router& router, Services const& services);
void add_data_pages(web::Router& router, Services const& services);
void add_change_pages(web::Router& router, Services const& services);
void add_sitemap(web::Router& router, Services const& services);

}  // namespace pacte::app
