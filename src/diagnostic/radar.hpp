// A radar of shares by axis, as SVG: no script, no inline style, readable in black and white (the
// earlier series is dashed with hollow squares), with a title and a description.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pacte::diagnostic {

struct RadarAxis {
  std::string label;
  std::string value_text;       // "62 %"
  std::optional<double> share;  // 0 to 1; nothing when the axis does not apply
  std::optional<double> before;
};

struct RadarSpec {
  std::string title;
  std::string description;
  std::vector<RadarAxis> axes;  // at least three
  std::vector<double> rings;    // shares at which a ring is drawn: the levels
};

std::string radar_svg(RadarSpec const& spec);

}  // namespace pacte::diagnostic
