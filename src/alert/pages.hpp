// The pages of alerts: ask for one, confirm it, stop it.
#pragma once

#include <memory>

#include "alert/context.hpp"
#include "module/module.hpp"

namespace pacte::alert {

void add_pages(web::Router& router, std::shared_ptr<Context const> const& context);

}  // namespace pacte::alert
