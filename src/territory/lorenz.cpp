#include "territory/lorenz.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::territory {
namespace {

constexpr double left = 52;
constexpr double top = 8;
constexpr double side = 320;
constexpr double width = left + side + 24;
constexpr double height = top + side + 48;
constexpr int steps = 4;

double x_of(double share) {
  return left + (side * share);
}

double y_of(double share) {
  return top + (side * (1 - share));
}

std::string axes(web::Locale locale) {
  std::string out;
  for (int i = 0; i <= steps; ++i) {
    auto const share = static_cast<double>(i) / steps;
    auto const label = fmt::format("{}\u202F%", 100 * i / steps);
    out += fmt::format(
        R"(<path class="g-grid" d="M{0:.1f} {1:.1f}H{2:.1f}M{3:.1f} {4:.1f}V{5:.1f}" fill="none" stroke="#ccc"/>)",
        left, y_of(share), left + side, x_of(share), top, top + side);
    out += fmt::format(R"(<text class="g-lab" x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)",
                       left - 8, y_of(share) + 4, label);
    out +=
        fmt::format(R"(<text class="g-lab" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)",
                    x_of(share), top + side + 18, label);
  }
  out += fmt::format(R"(<text class="g-lab" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)",
                     left + (side / 2), top + side + 40,
                     web::tr(locale, "Part des habitants, les moins dotés d’abord"));
  return out;
}

std::string path_of(std::span<LorenzPoint const> points) {
  std::string curve;
  for (auto const& point : points) {
    curve += fmt::format("{}{:.1f} {:.1f}", curve.empty() ? 'M' : 'L', x_of(point.people),
                         y_of(point.value));
  }
  return curve;
}

}  // namespace

std::string lorenz_svg(std::span<LorenzPoint const> points, web::Locale locale,
                       std::span<LorenzPoint const> before) {
  std::string then;
  if (!before.empty()) {
    then = fmt::format(
        R"(<path class="g-axis" d="{}" fill="none" stroke="#222" stroke-width="2" stroke-dasharray="1 4" stroke-linecap="round"/>)",
        path_of(before));
  }
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" role="img" )"
      R"(aria-labelledby="lorenz-t" font-family="sans-serif"><title id="lorenz-t">{2}</title>{3})"
      R"(<path class="g-link" d="M{4:.1f} {5:.1f}L{6:.1f} {7:.1f}" fill="none" stroke="#222" stroke-dasharray="4 4"/>)"
      R"(<path class="g-line" d="{8}" fill="none" stroke="#222" stroke-width="2"/>{9}</svg>)",
      width, height,
      web::tr(locale, "Courbe de Lorenz : part du total selon la part des habitants"), axes(locale),
      x_of(0), y_of(0), x_of(1), y_of(1), path_of(points), then);
}

}  // namespace pacte::territory
