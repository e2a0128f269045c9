// The order of names.
#pragma once

#include <string>
#include <string_view>

namespace pacte {

/// What a name is ordered by: its folded words apart by spaces, so that no sign counts; « L’aide »
/// is "l aide".
std::string sort_key(std::string_view utf8);

}  // namespace pacte
