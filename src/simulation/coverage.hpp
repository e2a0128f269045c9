// What the simulator covers of the catalogue: few schemes have their rules written.
#pragma once

#include "simulation/sitting.hpp"
#include "web/view.hpp"

namespace pacte::simulation {

/// Fills the section COVERAGE: how many schemes have rules, of how many, and the catalogue, for the
/// kind of applicant when it is known.
void fill_coverage(web::View& view, store::Session& session, Sitting const& sitting,
                   web::Locale locale);

}  // namespace pacte::simulation
