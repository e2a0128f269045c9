#include "app/decision/html.hpp"

#include <fmt/format.h>

namespace pacte::app {
namespace {

constexpr std::string_view style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid #bbb}"
    "td.n,th.n{text-align:right;white-space:nowrap}svg{width:100%;height:auto}"
    ".g0{fill:#7a1f2e}.g1{fill:#1f5f7a}.g2{fill:#8a6d00}.g3{fill:#2e6b3a}.g4{fill:#5d3a8a}"
    ".gx{fill:#8a8a8a}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}"
    ".g0{fill:#e58a98}.g1{fill:#7fc3e0}.g2{fill:#e0c04d}.g3{fill:#86c795}.g4{fill:#bb9ae6}}";

}  // namespace

std::string escape_html(std::string_view text) {
  std::string made;
  for (char const c : text) {
    switch (c) {
      case '&': made += "&amp;"; break;
      case '<': made += "&lt;"; break;
      case '>': made += "&gt;"; break;
      case '"': made += "&quot;"; break;
      default: made += c;
    }
  }
  return made;
}

std::string report_page(std::string_view title, std::string_view body) {
  auto const name = escape_html(title);
  return fmt::format(
      "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{0}</title>"
      "<meta name=\"viewport\" content=\"width=device-width\"><style>{1}</style></head><body>\n"
      "<h1>{0}</h1>\n{2}</body></html>\n",
      name, style, body);
}

}  // namespace pacte::app
