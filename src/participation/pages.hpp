// /propositions, and the page of each proposal.
#pragma once

#include "module/module.hpp"

namespace pacte::participation {

void add_pages(web::Router& router, Services const& services);

}  // namespace pacte::participation
