// The room of simulations, for app/.
#pragma once

#include "identity/personal_data.hpp"
#include "module/module.hpp"

namespace pacte::simulation {

Module simulation_module();

/// The simulations that people keep, for their own data.
identity::PersonalData kept_simulations();

}  // namespace pacte::simulation
