// One scheme explained: each condition with its value, the answers it rests on and its source; how
// the amount is made; what is missing.
#pragma once

#include "simulation/page_support.hpp"

namespace pacte::simulation {

/// Fills the sections of simulation/explanation.html. `link`: the answers in an address.
void fill_explanation(web::View& view, store::Session& session, Sitting const& sitting,
                      Judged const& judged, Words const& words, std::string const& link);

}  // namespace pacte::simulation
