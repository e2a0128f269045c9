#include "diagnostic/radar.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "base/markup.hpp"
#include "base/text.hpp"

namespace pacte::diagnostic {
namespace {

// The drawing's own units; the page scales it to its column.
constexpr double width = 480;
constexpr double centre_x = width / 2;
constexpr double centre_y = 200;
constexpr double radius = 128;
constexpr double line_height = 17;
constexpr std::size_t label_width = 14;  // characters before a label goes to a second line

struct Point {
  double x = 0;
  double y = 0;
};

class Radar {
 public:
  explicit Radar(RadarSpec const& spec) : spec_{spec} {}

  std::string draw() {
    // Two drawings of one page need two identifiers.
    auto const id = fmt::format("r{:.8}", sha256_hex(spec_.title + '\n' + spec_.description));
    out_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" "
        "aria-labelledby=\"{2}t {2}d\" font-family=\"sans-serif\"><title id=\"{2}t\">{3}</title>"
        "<desc id=\"{2}d\">{4}</desc>",
        width, bottom(), id, escape_html(spec_.title), escape_html(spec_.description));
    grid();
    series(&RadarAxis::before, true);
    series(&RadarAxis::share, false);
    for (std::size_t i = 0; i < spec_.axes.size(); ++i)
      label(i);
    return out_ + "</svg>";
  }

 private:
  // Below the lowest label: three lines under the lowest point.
  [[nodiscard]] double bottom() const {
    constexpr double labels = 68;
    double lowest = 0;
    for (std::size_t i = 0; i < spec_.axes.size(); ++i)
      lowest = std::max(lowest, at(i, radius).y);
    return lowest + labels;
  }

  // Clockwise from the top.
  [[nodiscard]] double angle(std::size_t axis) const {
    auto const turn = static_cast<double>(axis) / static_cast<double>(spec_.axes.size());
    return (2 * turn - 0.5) * std::numbers::pi;
  }

  [[nodiscard]] Point at(std::size_t axis, double length) const {
    return {centre_x + length * std::cos(angle(axis)), centre_y + length * std::sin(angle(axis))};
  }

  [[nodiscard]] std::string ring(double share) const {
    std::string path;
    for (std::size_t i = 0; i < spec_.axes.size(); ++i) {
      auto const [x, y] = at(i, radius * share);
      path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? 'M' : 'L', x, y);
    }
    return path + "Z";
  }

  void grid() {
    for (auto const share : spec_.rings) {
      out_ +=
          fmt::format(R"(<path class="g-grid" d="{}" fill="none" stroke="#ccc"/>)", ring(share));
    }
    out_ += fmt::format(R"(<path class="g-axis" d="{}" fill="none" stroke="#555"/>)", ring(1));
    for (std::size_t i = 0; i < spec_.axes.size(); ++i) {
      auto const [x, y] = at(i, radius);
      out_ += fmt::format(
          R"(<path class="g-grid" d="M{:.1f} {:.1f}L{:.1f} {:.1f}" fill="none" stroke="#ccc"/>)",
          centre_x, centre_y, x, y);
    }
  }

  void series(std::optional<double> RadarAxis::* share, bool earlier) {
    std::string path;
    std::string marks;
    for (std::size_t i = 0; i < spec_.axes.size(); ++i) {
      if (!(spec_.axes[i].*share)) continue;
      auto const [x, y] = at(i, radius * *(spec_.axes[i].*share));
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? 'M' : 'L', x, y);
      marks += earlier ? fmt::format(R"(<rect class="g-dot alt" x="{:.1f}" y="{:.1f}" width="8" )"
                                     R"(height="8" fill="#fff" stroke="#222" stroke-width="2"/>)",
                                     x - 4, y - 4)
                       : fmt::format(R"(<circle class="g-dot" cx="{:.1f}" cy="{:.1f}" r="5" )"
                                     R"(fill="#222"/>)",
                                     x, y);
    }
    if (path.empty()) return;
    out_ += fmt::format(R"(<path class="{}" d="{}Z" fill="{}" fill-opacity="0.15" stroke="#222" )"
                        R"(stroke-width="2"{}/>)",
                        earlier ? "r-before" : "r-area", path, earlier ? "none" : "#222",
                        earlier ? R"( stroke-dasharray="5 4")" : "");
    out_ += marks;
  }

  // The words of a label in lines of about the same length.
  static std::vector<std::string> wrapped(std::string_view text) {
    std::vector<std::string> lines;
    for (auto const word : split(text, ' ')) {
      if (!lines.empty() && length(lines.back()) + 1 + length(word) <= label_width) {
        lines.back() += ' ';
        lines.back() += word;
      } else {
        lines.emplace_back(word);
      }
    }
    return lines;
  }

  void label(std::size_t i) {
    constexpr double gap = 16;
    constexpr double near_middle = 0.2;
    auto const lines = wrapped(spec_.axes[i].label);
    auto const [x, y] = at(i, radius + gap);
    auto const cosine = std::cos(angle(i));
    auto const* const side = cosine > 0 ? "start" : "end";
    auto const* const chosen = std::abs(cosine) < near_middle ? "middle" : side;
    auto const rows = static_cast<double>(lines.size());
    // Above, the block ends at the point; below, it begins there; beside, it is centred.
    auto const sine = std::sin(angle(i));
    double top = y - rows * line_height / 2 + 4;
    if (std::abs(cosine) < near_middle && sine < 0) top = y - rows * line_height;
    if (std::abs(cosine) < near_middle && sine > 0) top = y + line_height;
    for (std::size_t row = 0; row < lines.size(); ++row) {
      out_ += fmt::format(R"(<text class="r-lab" x="{:.1f}" y="{:.1f}" text-anchor="{}" )"
                          R"(font-size="15">{}</text>)",
                          x, top + static_cast<double>(row) * line_height, chosen,
                          escape_html(lines[row]));
    }
    out_ += fmt::format(R"(<text class="r-val" x="{:.1f}" y="{:.1f}" text-anchor="{}" )"
                        R"(font-size="16" font-weight="bold">{}</text>)",
                        x, top + rows * line_height, chosen, escape_html(spec_.axes[i].value_text));
  }

  RadarSpec const& spec_;
  std::string out_;
};

}  // namespace

std::string radar_svg(RadarSpec const& spec) {
  return Radar{spec}.draw();
}

}  // namespace pacte::diagnostic
