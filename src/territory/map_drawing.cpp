#include "territory/map_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "base/markup.hpp"

namespace pacte::territory {
namespace {

constexpr double width = 640;
constexpr double tallest = 900;
constexpr double margin = 4;

// Steps from one vertex to the next, without the commas that SVG does not need.
void draw(std::string& path, Ring const& ring, Projection const& projection) {
  auto at = projection(ring.front());
  fmt::format_to(std::back_inserter(path), "M{} {}l", at.x, at.y);
  auto const start = path.size();
  for (auto const vertex : ring) {
    auto const next = projection(vertex);
    if (next == at) continue;
    auto const dx = next.x - at.x;
    auto const dy = next.y - at.y;
    fmt::format_to(std::back_inserter(path), "{}{}{}{}", path.size() > start && dx >= 0 ? " " : "",
                   dx, dy >= 0 ? " " : "", dy);
    at = next;
  }
  // A ring smaller than a pixel stays as a dot.
  path += path.size() == start ? "1 0z" : "z";
}

}  // namespace

Projection::Projection(std::vector<MapArea> const& areas) {
  Extent whole;
  for (auto const& area : areas) {
    auto const extent = extent_of(area.contour);
    if (extent.empty()) continue;
    whole.take(extent.least);
    whole.take(extent.most);
  }
  if (whole.empty()) return;
  empty_ = false;
  west_ = whole.least.x;
  north_ = whole.most.y;
  auto const middle = (to_place(whole.least).latitude + to_place(whole.most).latitude) / 2;
  squeeze_ = std::cos(middle * std::numbers::pi / 180);
  auto const across = std::max(1.0, (double{1} * whole.most.x - whole.least.x) * squeeze_);
  auto const down = std::max(1.0, double{1} * whole.most.y - whole.least.y);
  scale_ = std::min((width - 2 * margin) / across, (tallest - 2 * margin) / down);
  width_ = across * scale_ + 2 * margin;
  height_ = down * scale_ + 2 * margin;
}

Projection::Pixel Projection::operator()(Vertex vertex) const {
  return {std::lround(margin + (vertex.x - west_) * squeeze_ * scale_),
          std::lround(margin + (north_ - vertex.y) * scale_)};
}

std::string outline(Contour const& contour, Projection const& projection) {
  std::string path;
  for (auto const& polygon : contour.polygons) {
    draw(path, polygon.outer, projection);
    for (auto const& hole : polygon.holes)
      draw(path, hole, projection);
  }
  return path;
}

std::string area_svg(MapArea const& area, std::string const& shape) {
  auto const said = area.value_text.empty() ? area.name : area.name + " : " + area.value_text;
  auto const title = fmt::format("<title>{}</title>", escape_html(said));
  if (area.url.empty()) return fmt::format("<g>{}{}</g>", title, shape);
  return fmt::format(R"(<a href="{}">{}{}</a>)", escape_html(area.url), title, shape);
}

std::string valueless_area(MapArea const& area, Projection const& projection) {
  return area_svg(area, fmt::format(R"(<path class="c-none" fill="none" d="{}"/>)",
                                    outline(area.contour, projection)));
}

LegendEntry valueless_entry(std::size_t count, web::Locale locale) {
  return {
      R"(<svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><path class="c-none" fill="none" stroke="#555" stroke-dasharray="2 2" d="M1 1h22v14H1z"/></svg>)",
      web::tr(locale, "sans valeur"), count};
}

std::string drawing(std::string const& title, Projection const& projection, double height,
                    std::string const& body) {
  return fmt::format(
      R"(<svg viewBox="0 0 {:.0f} {:.0f}" role="group" aria-label="{}" stroke="#555" stroke-width=".6" stroke-linejoin="round">{}</svg>)",
      projection.drawn_width(), height, escape_html(title), body);
}

}  // namespace pacte::territory
