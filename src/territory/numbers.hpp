// Numbers that were computed, as pages write them.
#pragma once

#include <string>

#include "web/locale.hpp"

namespace pacte::territory {

/// Rounded to so many decimals, without those that are zero at the end.
std::string rounded(double value, int decimals, web::Locale locale);

}  // namespace pacte::territory
