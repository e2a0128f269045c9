// What bench/territory/run measures: not run with the tests.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "territory/choropleth.hpp"
#include "territory/contours_support.hpp"
#include "territory/point_index.hpp"

namespace pacte::territory {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

class TerritoryMeasures : public ::testing::Test {
 protected:
  void SetUp() override {
    char const* file = std::getenv("PACTE_BENCH_CONTOURS");
    if (file == nullptr) GTEST_SKIP() << "PACTE_BENCH_CONTOURS is not set";
    named_ = testing::contours_of(file);
    ASSERT_FALSE(named_.empty());
  }
  std::vector<testing::NamedContour> named_;
};

TEST_F(TerritoryMeasures, DISABLED_lookups) {
  std::vector<Contour> contours;
  Extent whole;
  for (auto const& one : named_) {
    contours.push_back(one.contour);
    whole.take(extent_of(one.contour).least);
    whole.take(extent_of(one.contour).most);
  }
  PointIndex const index{contours};
  char const* wanted = std::getenv("PACTE_BENCH_POINTS");
  auto const count = wanted == nullptr ? 400'000 : std::stoi(wanted);
  std::mt19937 random{76};
  std::uniform_int_distribution<std::int32_t> x{whole.least.x, whole.most.x};
  std::uniform_int_distribution<std::int32_t> y{whole.least.y, whole.most.y};
  std::vector<Vertex> points;
  for (int i = 0; i < count; ++i)
    points.push_back({x(random), y(random)});
  std::size_t found = 0;
  auto const begin = Clock::now();
  for (auto const point : points)
    found += index.find(point) ? 1 : 0;
  std::printf("measure: %.0f\n", count / seconds_since(begin));
  EXPECT_GT(found, 0U);
}

TEST_F(TerritoryMeasures, DISABLED_choropleth) {
  ChoroplethSpec spec{.title = "Communes", .unit = "habitants", .method = Classification::jenks};
  double value = 0;
  for (auto& one : named_) {
    MapArea area;
    area.key.code = one.code;
    area.name = one.code;
    area.contour = std::move(one.contour);
    area.value = value += 1.5;
    area.value_text = "1 habitant";
    area.url = "/territoires/commune/" + one.code;
    spec.areas.push_back(std::move(area));
  }
  auto const begin = Clock::now();
  auto const drawn = choropleth(spec, web::Locale::fr);
  auto const took = seconds_since(begin) * 1000;
  std::printf("measure: %.1f (%zu kB)\n", took, drawn.svg.size() / 1000);
  EXPECT_FALSE(drawn.svg.empty());
}

}  // namespace
}  // namespace pacte::territory
