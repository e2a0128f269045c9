#include "territory/choropleth.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "territory/numbers.hpp"

namespace pacte::territory {
namespace {

// Without the stylesheet: greys, far enough apart to be told from one another once printed.
constexpr std::array<std::string_view, 6> greys{"#f2f2f2", "#d6d6d6", "#b4b4b4",
                                                "#8c8c8c", "#606060", "#2e2e2e"};
constexpr std::size_t first_hatched = 3;

// The step of the scale for a class, of those six: the ends are always used.
std::size_t tone(std::size_t which, std::size_t classes) {
  if (classes < 2) return 2;
  return which * (greys.size() - 1) / (classes - 1);
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

std::string class_text(ChoroplethSpec const& spec, std::vector<double> const& bounds, double most,
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

}  // namespace

DrawnMap choropleth(ChoroplethSpec const& spec, web::Locale locale) {
  DrawnMap drawn;
  Projection const projection{spec.areas};
  if (projection.empty()) return drawn;
  std::vector<double> values;
  for (auto const& area : spec.areas) {
    if (area.value) values.push_back(*area.value);
  }
  auto const bounds = class_bounds(values, std::min(spec.classes, greys.size()), spec.method);
  std::vector<std::size_t> counts(bounds.size());
  std::string body = patterns();
  for (auto const& area : spec.areas) {
    if (!area.value) {
      body += valueless_area(area, projection);
      continue;
    }
    auto const path = outline(area.contour, projection);
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
  if (auto const without = spec.areas.size() - values.size(); without > 0)
    drawn.legend.push_back(valueless_entry(without, locale));
  drawn.svg = drawing(spec.title, projection, projection.drawn_height(), body);
  return drawn;
}

}  // namespace pacte::territory
