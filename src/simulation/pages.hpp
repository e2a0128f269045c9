// The simulator for everyone: its questions, its results, what a person keeps in their account, and
// how other sites hold it in a frame.
#pragma once

#include <memory>

#include "simulation/context.hpp"
#include "web/router.hpp"

namespace pacte::simulation {

void add_simulator_pages(web::Router& router, std::shared_ptr<Context const> const& context);
void add_result_pages(web::Router& router, std::shared_ptr<Context const> const& context);
void add_account_pages(web::Router& router, std::shared_ptr<Context const> const& context);

}  // namespace pacte::simulation
