// What the API of the simulator takes and gives, as JSON Schemas for its description.
#pragma once

#include "base/json.hpp"

namespace pacte::simulation {

Json request_schema();  // of a simulation
Json facts_schema();    // of the list of facts

/// Schemas that others refer to by name.
Json api_schemas();

}  // namespace pacte::simulation
