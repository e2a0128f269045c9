// Bodies, platforms and processes that the documents describe.
#pragma once

#include "module/module.hpp"

namespace pacte::directory {

Module directory_module();

}  // namespace pacte::directory
