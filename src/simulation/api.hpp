// The simulator for programs: which schemes are for somebody, why, and what to ask next; nothing is
// stored.
#pragma once

#include <memory>

#include "simulation/context.hpp"
#include "web/router.hpp"

namespace pacte::simulation {

void add_api(web::Router& router, std::shared_ptr<Context const> const& context);

}  // namespace pacte::simulation
