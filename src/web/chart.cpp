#include "web/chart.hpp"

#include <cmath>

#include "base/markup.hpp"
#include "base/text.hpp"

namespace pacte::web {
namespace {

// The drawing's own units; the page scales it to its column. Presentation attributes give the black
// and white version (mail, PDF, no stylesheet); classes give the colours of the site.
constexpr double width = 640;
constexpr double height = 300;
constexpr double left = 64;
constexpr double right = 16;
constexpr double top = 30;
constexpr double bottom = 44;
constexpr double plot_width = width - left - right;
constexpr double plot_height = height - top - bottom;

// A coordinate: one decimal at most, never "-0".
std::string at(double value) {
  auto const tenths = std::lround(value * 10);
  auto const sign = tenths < 0 ? "-" : "";
  auto const size = std::abs(tenths);
  return size % 10 == 0 ? fmt::format("{}{}", sign, size / 10)
                        : fmt::format("{}{}.{}", sign, size / 10, size % 10);
}

struct Scale {
  double low = 0;
  double high = 1;
  double step = 1;

  [[nodiscard]] double y(double value) const {
    return top + plot_height * (high - value) / (high - low);
  }
};

// 1, 2 or 5 times a power of ten: the steps that people count by.
double round_step(double rough) {
  double const power = std::pow(10.0, std::floor(std::log10(rough)));
  for (double const factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * power * 1.0000001) return factor * power;
  }
  return 10.0 * power;
}

// Zero is always on the axis: a cut axis makes small changes look large.
Scale make_scale(std::vector<ChartPoint> const& points) {
  double low = 0;
  double high = 0;
  for (auto const& point : points) {
    low = std::min(low, point.value);
    high = std::max(high, point.value);
  }
  if (high == low) high = low + 1;
  double const step = round_step((high - low) / 4);
  return {.low = std::floor(low / step + 1e-9) * step,
          .high = std::ceil(high / step - 1e-9) * step,
          .step = step};
}

std::string tick_text(double value, double step, Locale locale) {
  double const rounded = std::round(value / step) * step;
  int const decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
  return grouped(std::stod(fmt::format("{:.{}f}", rounded, decimals)), digits(locale));
}

std::string text(std::string_view name, double x, double y, std::string_view anchor,
                 std::string_view content, std::string_view extra = "") {
  return fmt::format(
      R"(<text class="{}" x="{}" y="{}" text-anchor="{}" font-size="13"{}>{}</text>)", name, at(x),
      at(y), anchor, extra, escape_html(content));
}

std::string axis(Scale const& scale, Locale locale) {
  std::string out;
  auto const count = std::lround((scale.high - scale.low) / scale.step);
  for (long i = 0; i <= count; ++i) {
    double const value = scale.low + static_cast<double>(i) * scale.step;
    bool const zero = std::abs(value) < scale.step / 2;
    out +=
        fmt::format(R"(<path class="{}" d="M{} {}H{}" fill="none" stroke="{}" stroke-width="1"/>)",
                    zero ? "g-axis" : "g-grid", at(left), at(scale.y(value)), at(width - right),
                    zero ? "#555" : "#ccc");
    out += text("g-lab", left - 8, scale.y(value) + 4, "end", tick_text(value, scale.step, locale));
  }
  return out;
}

// The anchor that keeps a label inside the drawing.
std::string_view anchor_at(double x) {
  if (x < left + 40) return "start";
  if (x > width - right - 40) return "end";
  return "middle";
}

std::string point_title(ChartPoint const& point) {
  return fmt::format("<title>{}{}{}</title>", escape_html(point.label),
                     point.label.empty() ? "" : " : ", escape_html(point.value_text));
}

// Labels in a row, leaving out those that would run into the one before.
class LabelRow {
 public:
  bool place(double x, std::string_view label, double size) {
    double const half = static_cast<double>(length(label)) * size * 0.28;
    auto const anchor = anchor_at(x);
    double from = x;
    if (anchor == "middle") from -= half;
    if (anchor == "end") from -= 2 * half;
    if (from < last_ + 6) return false;
    last_ = from + 2 * half;
    return true;
  }

 private:
  double last_ = -1000;
};

std::string line_chart(std::vector<ChartPoint> points, Scale const& scale) {
  std::ranges::stable_sort(points, {}, [](ChartPoint const& p) { return *p.x; });
  double const first = *points.front().x;
  double const span = *points.back().x - first;
  auto const x_of = [&](ChartPoint const& p) {
    return left + 12 + (plot_width - 24) * (span > 0 ? (*p.x - first) / span : 0.5);
  };
  std::string measured;
  std::string goals;
  std::string marks;
  std::string labels;
  LabelRow dates;
  LabelRow values;
  for (auto const& point : points) {
    double const x = x_of(point);
    double const y = scale.y(point.value);
    if (point.target) {
      // A goal hangs on the last measure before it.
      if (goals.empty() && !measured.empty()) {
        goals += 'M';
        goals += measured.substr(measured.rfind('L') + 1);
      }
      goals += fmt::format("{}{} {}", goals.empty() ? 'M' : 'L', at(x), at(y));
      marks += fmt::format(
          "<circle class=\"g-dot alt\" cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"#fff\" "
          "stroke=\"#222\" stroke-width=\"2\">{}</circle>",
          at(x), at(y), point_title(point));
    } else {
      // "L" first too: replaced below, so that the last point is always after the last "L".
      measured += fmt::format("L{} {}", at(x), at(y));
      marks += fmt::format(
          "<circle class=\"g-dot\" cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"#222\">{}"
          "</circle>",
          at(x), at(y), point_title(point));
    }
    if (values.place(x, point.value_text, 13)) {
      labels += text("g-val", x, std::max(y - 11, 13.0), anchor_at(x), point.value_text);
    }
    if (dates.place(x, point.label, 13)) {
      labels += text("g-lab", x, height - bottom + 20, anchor_at(x), point.label);
    }
  }
  std::string out;
  if (measured.find('L', 1) != std::string::npos) {
    measured.front() = 'M';
    out += fmt::format(
        R"(<path class="g-line" d="{}" fill="none" stroke="#222" stroke-width="2"/>)", measured);
  }
  if (goals.find('L', 1) != std::string::npos) {
    out += fmt::format(
        "<path class=\"g-link\" d=\"{}\" fill=\"none\" stroke=\"#222\" "
        "stroke-width=\"2\" stroke-dasharray=\"4 4\"/>",
        goals);
  }
  return out + marks + labels;
}

std::string bar_chart(std::vector<ChartPoint> const& points, Scale const& scale) {
  double const slot = plot_width / static_cast<double>(points.size());
  double const thick = std::min(slot * 0.7, 72.0);
  double const zero = scale.y(0);
  auto const fitting = static_cast<std::size_t>(std::max(3.0, slot / 7));
  std::string out;
  LabelRow values;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto const& point = points[i];
    double const middle = left + slot * (static_cast<double>(i) + 0.5);
    double const end = scale.y(point.value);
    double const from = std::min(zero, end);
    out += fmt::format(
        R"(<rect class="g-bar{}" x="{}" y="{}" width="{}" height="{}" fill="{}"{}>{}</rect>)",
        point.target ? " alt" : "", at(middle - thick / 2), at(from), at(thick),
        at(std::abs(end - zero)), point.target ? "#fff" : "#222",
        point.target ? R"( stroke="#222" stroke-dasharray="4 4")" : "", point_title(point));
    double const above = point.value < 0 ? std::max(zero, end) + 15 : from - 7;
    if (values.place(middle, point.value_text, 13)) {
      out += text("g-val", middle, above, "middle", point.value_text);
    }
    out += text("g-lab", middle, height - bottom + 20, "middle", shorten(point.label, fitting));
  }
  return out;
}

}  // namespace

std::string chart_svg(ChartSpec const& spec, Locale locale) {
  if (spec.points.size() < 2) return {};
  bool const finite = std::ranges::all_of(spec.points, [](ChartPoint const& p) {
    return std::isfinite(p.value) && (!p.x || std::isfinite(*p.x));
  });
  if (!finite) return {};
  bool const in_time =
      std::ranges::all_of(spec.points, [](ChartPoint const& p) { return p.x.has_value(); });
  auto const scale = make_scale(spec.points);
  // Two charts of one page need two identifiers.
  auto const id = fmt::format("g{:.8}", sha256_hex(spec.title + '\n' + spec.description));
  auto out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-labelledby=\"{2}t {2}d\" font-family=\"sans-serif\"><title id=\"{2}t\">{3}</title>"
      "<desc id=\"{2}d\">{4}</desc>",
      at(width), at(height), id, escape_html(spec.title), escape_html(spec.description));
  out += axis(scale, locale);
  if (!spec.unit.empty()) out += text("g-lab", 4, 13, "start", spec.unit);
  out += in_time ? line_chart(spec.points, scale) : bar_chart(spec.points, scale);
  return out + "</svg>";
}

}  // namespace pacte::web
