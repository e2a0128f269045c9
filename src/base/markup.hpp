// Text put into HTML or SVG written by hand; views escape by themselves.
#pragma once

#include <string>
#include <string_view>

namespace pacte {

/// For text and for attributes between quotes of either kind.
std::string escape_html(std::string_view text);

}  // namespace pacte
