// Documents, search and themes: what every other room stands on.
#pragma once

#include "module/module.hpp"

namespace pacte::source {

Module source_module();

}  // namespace pacte::source
