// On which line of a JSON text each value stands.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pacte::diagnostic {

/// The line, from 1, by JSON pointer: that of the key for a member, of the value for an item.
/// `text` must be valid JSON; "" is the whole.
std::map<std::string, std::size_t> lines_of(std::string_view text);

/// The line of the pointer, or of the nearest value that encloses it; 1 at worst.
std::size_t line_of(std::map<std::string, std::size_t> const& lines, std::string pointer);

}  // namespace pacte::diagnostic
