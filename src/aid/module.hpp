// Aid schemes: what is offered, to whom, on which conditions.
#pragma once

#include "module/module.hpp"

namespace pacte::aid {

Module aid_module();

}  // namespace pacte::aid
