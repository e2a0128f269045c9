#include "territory/symbol_map.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "territory/geos.hpp"

namespace pacte::territory {
namespace {

constexpr double least_radius = 1.5;  // seen and pointed at, whatever the value
constexpr double gap = 8;

// The circle of the greatest value covers about two areas of the mean size, or enough to leave
// smaller ones room below it.
double greatest_radius(Projection const& projection, std::size_t areas) {
  auto const each =
      projection.drawn_width() * projection.drawn_height() / static_cast<double>(areas);
  return std::clamp(std::sqrt(each) * 0.8, 28.0, 44.0);
}

class Scale {
 public:
  Scale(double greatest, double radius) : greatest_{greatest}, radius_{radius} {}
  [[nodiscard]] double radius(double value) const {
    return std::max(least_radius, radius_ * std::sqrt(value / greatest_));
  }

 private:
  double greatest_;
  double radius_;
};

std::string circle(double x, double y, double radius) {
  return fmt::format(R"(<circle cx="{:.0f}" cy="{:.0f}" r="{:.1f}"/>)", x, y, radius);
}

std::string symbol(MapArea const& area, Projection const& projection, Scale const& scale) {
  // Filled, though transparent, so that all of the area answers to the pointer.
  auto shape = fmt::format(R"(<path fill-opacity="0" d="{}"/>)", outline(area.contour, projection));
  if (*area.value > 0) {
    if (auto const inside = point_inside(area.contour)) {
      auto const at = projection(*inside);
      shape +=
          circle(static_cast<double>(at.x), static_cast<double>(at.y), scale.radius(*area.value));
    }
  }
  return area_svg(area, shape);
}

// Each circle of the scale in its third of the width, with its value on its right.
std::string scale_strip(std::vector<double> const& values, Scale const& scale, double top,
                        double drawn_width, web::Locale locale) {
  std::string strip;
  auto const tallest = scale.radius(values.front());
  auto const third = drawn_width / 3;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const radius = scale.radius(values[i]);
    auto const x = third * static_cast<double>(i) + tallest + 1;
    strip += circle(x, top + tallest, radius);
    strip += fmt::format(
        R"(<text stroke="none" font-size="16" x="{:.0f}" y="{:.0f}" dominant-baseline="central">{}</text>)",
        x + radius + gap, top + tallest, grouped(values[i], web::digits(locale)));
  }
  return strip;
}

double round_below(double value) {
  auto const power = std::pow(10, std::floor(std::log10(value)));
  for (auto const step : {5, 2}) {
    if (step * power <= value) return step * power;
  }
  return power;
}

}  // namespace

std::vector<double> scale_values(double most) {
  if (most <= 0) return {};
  auto const first = round_below(most);
  auto const second = round_below(first / 4);
  return {first, second, round_below(second / 4)};
}

DrawnMap symbol_map(SymbolMapSpec const& spec, web::Locale locale) {
  DrawnMap drawn;
  Projection const projection{spec.areas};
  if (projection.empty()) return drawn;
  std::vector<MapArea const*> order;
  std::string body;
  for (auto const& area : spec.areas) {
    if (area.value) {
      order.push_back(&area);
    } else {
      body += valueless_area(area, projection);
    }
  }
  std::ranges::stable_sort(order, std::ranges::greater{}, [](auto* area) { return *area->value; });
  auto const most = order.empty() ? 0 : *order.front()->value;
  Scale const scale{most, greatest_radius(projection, spec.areas.size())};
  for (auto const* area : order)
    body += symbol(*area, projection, scale);
  auto height = projection.drawn_height();
  if (auto const values = scale_values(most); !values.empty()) {
    body += scale_strip(values, scale, height + gap, projection.drawn_width(), locale);
    height += 2 * scale.radius(values.front()) + 2 * gap;
  }
  auto const nothing = std::ranges::count(order, 0, [](auto* area) { return *area->value; });
  if (nothing > 0) {
    drawn.legend.push_back(
        {"", web::tr(locale, "zéro, sans cercle"), static_cast<std::size_t>(nothing)});
  }
  if (auto const without = spec.areas.size() - order.size(); without > 0)
    drawn.legend.push_back(valueless_entry(without, locale));
  // What all circles share is said once: there may be hundreds.
  auto const group =
      fmt::format(R"(<g class="totals" fill="#777" fill-opacity=".55">{}</g>)", body);
  drawn.svg = drawing(spec.title, projection, height, group);
  return drawn;
}

}  // namespace pacte::territory
