// Text as XML 1.0 holds it.
#pragma once

#include <string>
#include <string_view>

namespace pacte::report {

/// For a text or an attribute in double quotes: markup escaped; characters that XML 1.0 forbids and
/// broken UTF-8 left out.
std::string xml_escaped(std::string_view text);

/// `<name>text</name>` with the text escaped.
std::string xml_element(std::string_view name, std::string_view text);

}  // namespace pacte::report
