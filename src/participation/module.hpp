// Participation: what citizens proposed, and the follow-up given to it.
#pragma once

#include "module/module.hpp"

namespace pacte::participation {

Module participation_module();

}  // namespace pacte::participation
