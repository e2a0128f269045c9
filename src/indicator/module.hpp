// Indicators: what is measured, as each document prints it, and the targets.
#pragma once

#include "module/module.hpp"

namespace pacte::indicator {

Module indicator_module();

}  // namespace pacte::indicator
