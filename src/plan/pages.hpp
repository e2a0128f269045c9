// /plans, a plan as a tree, and the page of each of its lines.
#pragma once

#include "module/module.hpp"

namespace pacte::plan {

void add_pages(web::Router& router, Services const& services);

}  // namespace pacte::plan
