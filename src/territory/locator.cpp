#include "territory/locator.hpp"

#include <cmath>
#include <numbers>
#include <set>

#include <fmt/format.h>

#include "base/markup.hpp"

namespace pacte::territory {
namespace {

constexpr double width = 480;
constexpr double margin = 8;
// A grid this fine is one pixel of the drawing: two communes in one cell are one dot.
constexpr double cell = 4;

struct Frame {
  double west = 180;
  double east = -180;
  double south = 90;
  double north = -90;

  void take(Place const& place) {
    west = std::min(west, place.longitude);
    east = std::max(east, place.longitude);
    south = std::min(south, place.latitude);
    north = std::max(north, place.latitude);
  }
};

}  // namespace

std::string locator_svg(std::vector<std::pair<Key, Place>> const& points, Key const& here,
                        std::string_view title) {
  if (points.size() < 2) return {};
  Frame frame;
  for (auto const& [key, place] : points)
    frame.take(place);
  auto const squeeze = std::cos((frame.south + frame.north) / 2 * std::numbers::pi / 180);
  auto const span =
      std::max({(frame.east - frame.west) * squeeze, frame.north - frame.south, 1e-6});
  auto const scale = (width - 2 * margin) / span;
  auto const x_of = [&](Place const& place) {
    return margin + (place.longitude - frame.west) * squeeze * scale;
  };
  auto const y_of = [&](Place const& place) {
    return margin + (frame.north - place.latitude) * scale;
  };
  auto const height = (frame.north - frame.south) * scale + 2 * margin;
  auto const across = (frame.east - frame.west) * squeeze * scale + 2 * margin;

  std::string path;
  std::string marked;
  std::set<std::pair<long, long>> drawn;
  for (auto const& [key, place] : points) {
    auto const x = x_of(place);
    auto const y = y_of(place);
    if (key == here)
      marked = fmt::format(R"(<circle class="m-pt" cx="{:.0f}" cy="{:.0f}" r="7"/>)", x, y);
    if (drawn.emplace(std::lround(x / cell), std::lround(y / cell)).second)
      path += fmt::format("M{:.0f} {:.0f}h0", x, y);
  }
  return fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\"><path class=\"m-dots\" "
      "d=\"{}\"/>{}</svg>",
      across, height, escape_html(title), path, marked);
}

}  // namespace pacte::territory
