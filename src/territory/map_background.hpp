// The images that may lie under the maps that move, of a service that the administrator chooses.
// Without it, no map asks anything of another site.
#pragma once

#include "module/module.hpp"

namespace pacte::territory {

/// What is wrong, in French; empty when it is good. The address is a model with {z}, {x} and {y}:
/// images of 256 pixels, as OpenStreetMap numbers them; the credit is the one that its author asks.
std::string map_background_fault(MapBackground const& background);

/// The origin that pages with this background ask, for their content security policy.
std::string background_origin(MapBackground const& background);

}  // namespace pacte::territory
