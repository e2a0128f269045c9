// Territories: the official reference, zonings, and the places that documents name.
#pragma once

#include "module/module.hpp"

namespace pacte::territory {

Module territory_module();

}  // namespace pacte::territory
