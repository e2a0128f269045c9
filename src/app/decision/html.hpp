// Reports that need no other file: one page with its style, to publish or to send.
#pragma once

#include <string>
#include <string_view>

namespace pacte::app {

/// For text and for attributes between quotes.
std::string escape_html(std::string_view text);

/// A whole page in French; `body` is HTML already escaped.
std::string report_page(std::string_view title, std::string_view body);

}  // namespace pacte::app
