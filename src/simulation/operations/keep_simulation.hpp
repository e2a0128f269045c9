// Keeps the answers of a simulation in one's own account.
//
// Payload: the link to the result, which this installation made.
// Permission: signed in; for oneself only.
// Errors: unauthenticated; invalid (link: cut or changed); conflict (kept already).
// Journal: keep_simulation on the person; no answer.
// Output: the identifier of what is kept.
#pragma once

#include <string>

#include "base/problem.hpp"
#include "simulation/context.hpp"
#include "web/principal.hpp"

namespace pacte::simulation {

struct KeepSimulation {
  std::string link;
};

Result<std::string> keep_simulation(Context const& context, web::Principal const& actor,
                                    KeepSimulation const& input);

}  // namespace pacte::simulation
