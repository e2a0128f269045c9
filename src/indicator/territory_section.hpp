// The figures that documents print about a territory, on its sheet and in its API: each beside the
// Region's figure of the same series, when there is one.
#pragma once

#include "module/module.hpp"

namespace pacte::indicator {

/// {{>FIGURES_HERE}} of the sheet.
void fill_figures_of(store::Session& session, web::Request const& request,
                     TerritoryNamed const& territory, web::View& page);

/// "printed_figures": the count of those whose territory bears this very name, and the first ones.
void add_figures_of(store::Session& session, TerritoryNamed const& territory, Json& api);

}  // namespace pacte::indicator
