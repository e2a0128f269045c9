// Figures and series, for programs.
#pragma once

#include "module/module.hpp"

namespace pacte::indicator {

void add_api(web::Router& router, Services const& services);

/// Schemas that this room's endpoints refer to.
Json api_schemas();

/// The figures about a record, in the representation of that record: "figures".
void add_figures_about(store::Session& session, std::string const& record, Json& api);

}  // namespace pacte::indicator
