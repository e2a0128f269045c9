#include "web/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pacte::web {
namespace {

using testing::HasSubstr;
using testing::Not;

ChartPoint at(double x, double value, std::string text, bool target = false) {
  return {.label = fmt::format("{}", x),
          .x = x,
          .value = value,
          .value_text = std::move(text),
          .target = target};
}

ChartPoint bar(std::string label, double value) {
  return {
      .label = std::move(label), .x = {}, .value = value, .value_text = fmt::format("{}", value)};
}

TEST(Chart, NeedsTwoPoints) {
  EXPECT_EQ(chart_svg({}, Locale::fr), "");
  ChartSpec const one{.title = "t", .description = "d", .unit = "", .points = {at(2020, 1, "1")}};
  EXPECT_EQ(chart_svg(one, Locale::fr), "");
}

TEST(Chart, RefusesWhatCannotBeDrawn) {
  ChartSpec const spec{.title = "t",
                       .description = "",
                       .unit = "",
                       .points = {bar("a", 1), bar("b", std::numeric_limits<double>::infinity())}};
  EXPECT_EQ(chart_svg(spec, Locale::fr), "");
}

TEST(Chart, LineHasItsScaleAndItsPoints) {
  ChartSpec const spec{.title = "Chômage <b>",
                       .description = "De 10 à 8.",
                       .unit = "%",
                       .points = {at(2020, 10, "10 %"), at(2022, 8, "8 %")}};
  auto const svg = chart_svg(spec, Locale::fr);
  EXPECT_THAT(svg, HasSubstr("role=\"img\""));
  EXPECT_THAT(svg, HasSubstr(">Chômage &lt;b&gt;</title>"));
  EXPECT_THAT(svg, HasSubstr(">De 10 à 8.</desc>"));
  // 0 to 10 by 5; the plot goes from y=30 to y=256, and from x=76 to x=612.
  EXPECT_THAT(svg, HasSubstr(R"(<path class="g-line" d="M76 30L612 75.2")"));
  EXPECT_THAT(svg, HasSubstr(R"(<path class="g-axis" d="M64 256H624")"));
  EXPECT_THAT(svg, HasSubstr(">5</text>"));
  EXPECT_THAT(svg, Not(HasSubstr("style=")));
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
}

TEST(Chart, GoalIsDrawnApart) {
  ChartSpec const spec{
      .title = "t",
      .description = "d",
      .unit = "",
      .points = {at(2030, 20, "20", true), at(2020, 10, "10"), at(2025, 15, "15")}};
  auto const svg = chart_svg(spec, Locale::fr);
  EXPECT_THAT(svg, HasSubstr(R"(<path class="g-line" d="M76 143L344 86.5")"));
  EXPECT_THAT(svg, HasSubstr(R"(<path class="g-link" d="M344 86.5L612 30")"));
  EXPECT_THAT(svg, HasSubstr("g-dot alt"));
}

TEST(Chart, BarsWhenThereIsNoTime) {
  ChartSpec const spec{.title = "t",
                       .description = "d",
                       .unit = "M€",
                       .points = {bar("Ariège", 4), bar("Aude", -2)}};
  auto const svg = chart_svg(spec, Locale::fr);
  // −2 to 4 by 2: zero at y = 30 + 226·4/6 = 180.7.
  EXPECT_THAT(svg, HasSubstr(R"(<rect class="g-bar" x="168" y="30" width="72" height="150.7")"));
  EXPECT_THAT(svg, HasSubstr(R"(y="180.7" width="72" height="75.3")"));
  EXPECT_THAT(svg, HasSubstr(">Ariège</text>"));
  EXPECT_THAT(svg, HasSubstr(">−2</text>"));
}

TEST(Chart, NumbersFollowTheLanguage) {
  ChartSpec const spec{
      .title = "t", .description = "d", .unit = "", .points = {bar("a", 1500), bar("b", 2000)}};
  EXPECT_THAT(chart_svg(spec, Locale::en), HasSubstr(">2,000</text>"));
  EXPECT_THAT(chart_svg(spec, Locale::fr), HasSubstr(">2\u202f000</text>"));
}

TEST(Chart, AllZeroStillHasAScale) {
  ChartSpec const spec{
      .title = "t", .description = "d", .unit = "", .points = {bar("a", 0), bar("b", 0)}};
  EXPECT_THAT(chart_svg(spec, Locale::fr), HasSubstr("</svg>"));
}

TEST(Chart, SmallValuesHaveDecimals) {
  ChartSpec const spec{
      .title = "t", .description = "d", .unit = "", .points = {bar("a", 0.3), bar("b", 0.6)}};
  EXPECT_THAT(chart_svg(spec, Locale::fr), HasSubstr(">0,2</text>"));
}

}  // namespace
}  // namespace pacte::web
