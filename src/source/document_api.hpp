// Documents in the API.
#pragma once

#include "base/json.hpp"
#include "module/module.hpp"

namespace pacte::source {

void add_document_api(web::Router& router, Services const& services);

/// Named schemas that this room's endpoints and all representations refer to.
Json api_schemas();

}  // namespace pacte::source
