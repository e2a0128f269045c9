// Plans: what the Region committed to, line by line.
#pragma once

#include "module/module.hpp"

namespace pacte::plan {

Module plan_module();

}  // namespace pacte::plan
