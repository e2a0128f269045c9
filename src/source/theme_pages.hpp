// Themes: what ties together the lines of different plans.
#pragma once

#include "module/module.hpp"

namespace pacte::source {

void add_theme_pages(web::Router& router, Services const& services);

}  // namespace pacte::source
