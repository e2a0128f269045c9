// Themes in the API: what they are, and the lines of plans that carry one.
#pragma once

#include "base/json.hpp"
#include "module/module.hpp"

namespace pacte::source {

void add_theme_api(web::Router& router, Services const& services);

/// Named schemas that its endpoints refer to: Theme, ThemeLine.
Json theme_schemas();

}  // namespace pacte::source
