// Self-assessments scored on axes, for app/.
#pragma once

#include "module/module.hpp"

namespace pacte::diagnostic {

Module diagnostic_module();

}  // namespace pacte::diagnostic
