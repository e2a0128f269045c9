// Whether anything of the zonings has changed since they were read.
#pragma once

#include <string>

#include "store/session.hpp"

namespace pacte::territory {

/// Changes with the reference, with every version of a zoning, and with every decision on a name.
std::string zonings_state(store::Session& session);

}  // namespace pacte::territory
