// Charts as SVG, the same for pages, PDF and mail: no script, no inline style, readable in black
// and white, with a title and a description for screen readers. Colours come from the stylesheet's
// classes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/locale.hpp"

namespace pacte::web {

struct ChartPoint {
  std::string label;        // under the axis: a date or a name
  std::optional<double> x;  // position in time as a fractional year; evenly spaced when absent
  double value = 0;
  std::string value_text;  // as printed, with its qualifier: "environ 4,2 M€"
  bool target = false;     // drawn as a goal, not as a measure
};

struct ChartSpec {
  std::string title;
  std::string description;
  std::string unit;
  std::vector<ChartPoint> points;
};

/// A line where points have positions in time, bars otherwise. Empty for fewer than two points.
std::string chart_svg(ChartSpec const& spec, Locale locale);

}  // namespace pacte::web
