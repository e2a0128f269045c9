// Files that the commands of decisions read and write.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pacte::app {

/// The whole of a file, or of the standard input for "-"; nothing when it cannot be read.
std::optional<std::string> contents(std::string const& path);

/// False, and the reason on the standard error, when the file cannot be written.
bool write_file(std::string const& path, std::string_view text);

/// The name and version of this program, for bundles: "pacte 0.1.0".
std::string program_name();

}  // namespace pacte::app
