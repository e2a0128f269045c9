// Compression of answers.
#pragma once

#include <string>
#include <string_view>

#include "web/request.hpp"

namespace pacte::web {

std::string gzip(std::string_view text);

/// The same for a streamed body, part by part.
Producer gzip(Producer parts);

}  // namespace pacte::web
