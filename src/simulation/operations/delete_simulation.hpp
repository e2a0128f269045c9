// Removes one of one's own simulations from one's account, for good.
//
// Payload: its identifier.
// Permission: signed in; for oneself only.
// Errors: unauthenticated; not_found (gone already, or somebody else's).
// Journal: delete_simulation on the person.
#pragma once

#include <string>

#include "base/problem.hpp"
#include "simulation/context.hpp"
#include "web/principal.hpp"

namespace pacte::simulation {

struct DeleteSimulation {
  std::string simulation;
};

Result<void> delete_simulation(Context const& context, web::Principal const& actor,
                               DeleteSimulation const& input);

}  // namespace pacte::simulation
