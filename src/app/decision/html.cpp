#include "app/decision/html.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::app {
namespace {

constexpr std::string_view style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid #bbb}"
    "td.n,th.n{text-align:right;white-space:nowrap}svg{width:100%;height:auto}"
    "tr.won td:first-child{border-left:.4rem solid #2e6b3a}"
    ".g0{fill:#7a1f2e}.g1{fill:#1f5f7a}.g2{fill:#8a6d00}.g3{fill:#2e6b3a}.g4{fill:#5d3a8a}"
    ".gx{fill:#8a8a8a}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}"
    ".g0{fill:#e58a98}.g1{fill:#7fc3e0}.g2{fill:#e0c04d}.g3{fill:#86c795}.g4{fill:#bb9ae6}}";

constexpr int row = 24;
constexpr int label_width = 180;
constexpr int width = 800;
constexpr int room = width - label_width - 110;

int scaled(int thousandths) {
  return thousandths * room / 1000;
}

std::string text_at(int x, int y, std::string_view anchor, std::string_view text) {
  return fmt::format(
      R"(<text x="{}" y="{}" text-anchor="{}" font-size="12" fill="currentColor">{}</text>)", x,
      y + 16, anchor, escape_html(text));
}

std::string part_of_bar(BarPart const& part, int from, int y) {
  auto made = fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}")",
                          part.strong ? "g3" : "gx", label_width + scaled(from), y + 3,
                          scaled(from + part.length) - scaled(from), row - 6);
  if (part.opacity < 100) made += fmt::format(R"( fill-opacity="{}%")", part.opacity);
  if (part.about.empty()) return made + "/>";
  return made + fmt::format("><title>{}</title></rect>", escape_html(part.about));
}

}  // namespace

std::string report_page(std::string_view title, std::string_view body) {
  auto const name = escape_html(title);
  return fmt::format(
      "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{0}</title>"
      "<meta name=\"viewport\" content=\"width=device-width\"><style>{1}</style></head><body>\n"
      "<h1>{0}</h1>\n{2}</body></html>\n",
      name, style, body);
}

std::string bar_chart(std::string_view title, std::vector<Bar> const& bars, bool middle) {
  auto const height = static_cast<int>(bars.size()) * row;
  auto made = fmt::format(R"(<svg viewBox="0 0 {} {}" role="img" aria-label="{}">)", width, height,
                          escape_html(title));
  int y = 0;
  for (auto const& bar : bars) {
    made += text_at(label_width - 8, y, "end", shorten(bar.label, 24));
    int end = 0;
    for (auto const& part : bar.parts) {
      made += part_of_bar(part, end, y);
      end += part.length;
    }
    made += text_at(label_width + scaled(end) + 6, y, "start", bar.value);
    y += row;
  }
  if (middle) {
    made += fmt::format(R"(<line x1="{0}" y1="0" x2="{0}" y2="{1}" stroke="currentColor" )"
                        R"(stroke-dasharray="4"/>)",
                        label_width + room / 2, height);
  }
  return made + "</svg>\n";
}

}  // namespace pacte::app
