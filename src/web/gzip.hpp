// Compression of answers.
#pragma once

#include <string>
#include <string_view>

namespace pacte::web {

std::string gzip(std::string_view text);

}  // namespace pacte::web
