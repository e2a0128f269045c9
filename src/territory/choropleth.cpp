#include "territory/choropleth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "base/markup.hpp"
#include "territory/numbers.hpp"

namespace pacte::territory {
namespace {

constexpr double width = 640;
constexpr double tallest = 900;
constexpr double margin = 4;

// Without the stylesheet: greys, far enough apart to be told from one another once printed.
constexpr std::array<std::string_view, 6> greys{"#f2f2f2", "#d6d6d6", "#b4b4b4",
                                                "#8c8c8c", "#606060", "#2e2e2e"};
constexpr std::size_t first_hatched = 3;

// The step of the scale for a class, of those six: the ends are always used.
std::size_t tone(std::size_t which, std::size_t classes) {
  if (classes < 2) return 2;
  return which * (greys.size() - 1) / (classes - 1);
}

class Projection {
 public:
  explicit Projection(std::vector<MapArea> const& areas) {
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

  struct Pixel {
    long x = 0;
    long y = 0;
    bool operator==(Pixel const&) const = default;
  };
  [[nodiscard]] Pixel operator()(Vertex vertex) const {
    return {std::lround(margin + (vertex.x - west_) * squeeze_ * scale_),
            std::lround(margin + (north_ - vertex.y) * scale_)};
  }
  [[nodiscard]] bool empty() const { return empty_; }
  [[nodiscard]] double drawn_width() const { return width_; }
  [[nodiscard]] double drawn_height() const { return height_; }

 private:
  bool empty_ = true;
  double west_ = 0;
  double north_ = 0;
  double squeeze_ = 1;
  double scale_ = 1;
  double width_ = 0;
  double height_ = 0;
};

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

std::string outline(Contour const& contour, Projection const& projection) {
  std::string path;
  for (auto const& polygon : contour.polygons) {
    draw(path, polygon.outer, projection);
    for (auto const& hole : polygon.holes)
      draw(path, hole, projection);
  }
  return path;
}

std::string fill_of(std::size_t tone_number) {
  return fmt::format(R"(class="c-{}" fill="{}")", tone_number, greys.at(tone_number));
}

std::string_view hatching(std::size_t tone_number) {
  if (tone_number == first_hatched) return "M4 15L14 1M12 15L22 1";
  if (tone_number == first_hatched + 1) return "M4 1L14 15M12 1L22 15";
  return "";
}

std::string mark_of(std::size_t tone_number) {
  auto const lines = hatching(tone_number);
  auto const hatched =
      lines.empty() ? std::string{}
                    : fmt::format(R"(<path class="c-h{}" stroke="#fff" fill="none" d="{}"/>)",
                                  tone_number, lines);
  return fmt::format(
      R"(<svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><path {} stroke="#555" d="M1 1h22v14H1z"/>{}</svg>)",
      fill_of(tone_number), hatched);
}

// Patterns over the dark tones, so that they are told apart when tones are not.
std::string patterns() {
  std::string defined;
  for (auto const& [name, turn] : {std::pair{3, 45}, std::pair{4, -45}}) {
    defined += fmt::format(
        R"svg(<pattern id="c-p{0}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate({1})"><path d="M0 0V7" class="c-h{0}" stroke="#fff" stroke-width="1.4"/></pattern>)svg",
        name, turn);
  }
  return "<defs>" + defined + "</defs>";
}

std::string class_text(MapSpec const& spec, std::vector<double> const& bounds, double most,
                       std::size_t which, web::Locale locale) {
  auto const from = rounded(bounds[which], spec.decimals, locale);
  if (which + 1 < bounds.size()) {
    return web::trf(locale, "de {} à moins de {} {}", from,
                    rounded(bounds[which + 1], spec.decimals, locale), spec.unit);
  }
  auto const to = rounded(most, spec.decimals, locale);
  if (from == to) return fmt::format("{} {}", from, spec.unit);
  return web::trf(locale, "de {} à {} {}", from, to, spec.unit);
}

std::string area_svg(MapArea const& area, std::string const& shape) {
  auto const said = area.value_text.empty() ? area.name : area.name + " : " + area.value_text;
  auto const title = fmt::format("<title>{}</title>", escape_html(said));
  if (area.url.empty()) return fmt::format("<g>{}{}</g>", title, shape);
  return fmt::format(R"(<a href="{}">{}{}</a>)", escape_html(area.url), title, shape);
}

}  // namespace

Choropleth choropleth(MapSpec const& spec, web::Locale locale) {
  Choropleth drawn;
  Projection const projection{spec.areas};
  if (projection.empty()) return drawn;
  std::vector<double> values;
  for (auto const& area : spec.areas) {
    if (area.value) values.push_back(*area.value);
  }
  auto const bounds = class_bounds(values, std::min(spec.classes, greys.size()), spec.method);
  std::vector<std::size_t> counts(bounds.size());
  std::size_t without = 0;
  std::string body;
  for (auto const& area : spec.areas) {
    auto const path = outline(area.contour, projection);
    if (!area.value) {
      ++without;
      body += area_svg(area, fmt::format(R"(<path class="c-none" fill="none" d="{}"/>)", path));
      continue;
    }
    auto const which = class_of(*area.value, bounds);
    ++counts[which];
    auto const shade = tone(which, bounds.size());
    auto shape = fmt::format(R"(<path {} d="{}"/>)", fill_of(shade), path);
    if (shade == first_hatched || shade == first_hatched + 1)
      shape += fmt::format(R"svg(<path fill="url(#c-p{})" d="{}"/>)svg", shade, path);
    body += area_svg(area, shape);
  }
  auto const most = values.empty() ? 0 : *std::ranges::max_element(values);
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    drawn.legend.push_back(
        {mark_of(tone(i, bounds.size())), class_text(spec, bounds, most, i, locale), counts[i]});
  }
  if (without > 0) {
    drawn.legend.push_back(
        {R"(<svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true"><path class="c-none" fill="none" stroke="#555" stroke-dasharray="2 2" d="M1 1h22v14H1z"/></svg>)",
         web::tr(locale, "sans valeur"), without});
  }
  drawn.svg = fmt::format(
      R"(<svg viewBox="0 0 {:.0f} {:.0f}" role="group" aria-label="{}" stroke="#555" stroke-width=".6" stroke-linejoin="round">{}{}</svg>)",
      projection.drawn_width(), projection.drawn_height(), escape_html(spec.title), patterns(),
      body);
  return drawn;
}

}  // namespace pacte::territory
