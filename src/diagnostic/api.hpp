// Diagnostics for programs: the questions, and the score of answers; nothing is stored.
#pragma once

#include <memory>

#include "diagnostic/context.hpp"
#include "module/module.hpp"

namespace pacte::diagnostic {

void add_api(web::Router& router, std::shared_ptr<Context const> const& context);

/// Schemas named in the description of the API.
Json api_schemas();

}  // namespace pacte::diagnostic
