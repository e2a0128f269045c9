// Compression of answers.
#pragma once

#include <string>

namespace pacte::web {

/// The gzip form of `text`. With `keep`, what was compressed lately is remembered: a public page
/// asked for a hundred times is compressed once.
std::string gzip(std::string text, bool keep);

}  // namespace pacte::web
