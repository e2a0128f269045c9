#include "territory/point_index.hpp"

#include <chrono>
#include <map>

#include <gtest/gtest.h>

#include "territory/contours_support.hpp"
#include "territory/geos.hpp"

namespace pacte::territory {
namespace {

std::optional<std::uint32_t> one_by_one(std::span<Contour const> contours, Vertex point) {
  for (std::uint32_t i = 0; i < contours.size(); ++i) {
    if (holds(contours[i], point)) return i;
  }
  for (std::uint32_t i = 0; i < contours.size(); ++i) {
    if (touches(contours[i], point)) return i;
  }
  return std::nullopt;
}

std::size_t holders(std::span<Contour const> contours, Vertex point) {
  return static_cast<std::size_t>(
      std::ranges::count_if(contours, [&](auto const& contour) { return holds(contour, point); }));
}

std::vector<Vertex> vertices_of(std::span<Contour const> contours) {
  std::vector<Vertex> all;
  for (auto const& contour : contours) {
    for (auto const* ring : contour.rings())
      all.insert(all.end(), ring->begin(), ring->end());
  }
  return all;
}

// Vertices, and points next to them, are where a mistake would show.
void expect_same_as_one_by_one(std::span<Contour const> contours, std::mt19937& random,
                               Extent const& around, std::size_t points) {
  PointIndex const index{contours};
  auto const vertices = vertices_of(contours);
  std::uniform_int_distribution<std::int32_t> x{around.least.x, around.most.x};
  std::uniform_int_distribution<std::int32_t> y{around.least.y, around.most.y};
  std::uniform_int_distribution<std::size_t> which{0, vertices.size() - 1};
  std::uniform_int_distribution<std::int32_t> beside{-1, 1};
  for (std::size_t i = 0; i < points; ++i) {
    auto point = Vertex{x(random), y(random)};
    if (i % 2 == 1) {
      auto const vertex = vertices[which(random)];
      point = {vertex.x + beside(random), vertex.y + beside(random)};
    }
    ASSERT_EQ(index.find(point), one_by_one(contours, point)) << point.x << " " << point.y;
  }
}

TEST(PointIndex, FindsNothingWhereThereIsNothing) {
  EXPECT_FALSE(PointIndex{{}}.find({0, 0}));
  std::vector<Contour> const contours{Contour{}, testing::square({1000, 1000}, 70'000)};
  PointIndex const index{contours};
  EXPECT_EQ(index.find({1000, 1000}), 1U);
  EXPECT_FALSE(index.find({999, 1000}));
  EXPECT_FALSE(index.find({-1'800'000'000, 900'000'000}));
  EXPECT_FALSE(index.find({1'800'000'000, -900'000'000}));
}

TEST(PointIndex, TheEasternRimBelongsToWhatItTouches) {
  std::vector<Contour> const contours{testing::square({0, 0}, 1 << 16)};
  PointIndex const index{contours};
  EXPECT_EQ(index.find({1 << 16, 1 << 16}), 0U);
  EXPECT_EQ(index.find({1 << 16, 5}), 0U);
  EXPECT_FALSE(index.find({(1 << 16) + 1, 5}));
}

TEST(PointIndex, WhereTwoOverlapTheFirstAnswers) {
  std::vector<Contour> const contours{testing::square({0, 0}, 300'000),
                                      testing::square({200'000, 0}, 300'000)};
  PointIndex const index{contours};
  EXPECT_EQ(index.find({250'000, 5}), 0U);
  EXPECT_EQ(index.find({350'000, 5}), 1U);
}

TEST(PointIndex, EachPointOfAPartitionIsInOneAndTheIndexSaysWhich) {
  std::mt19937 random{20260301};
  for (std::int32_t const size : {8, 4'000, 65'536, 400'000}) {
    auto const contours = testing::partition(7, 5, size, {-3 * size - 1, 65'530}, random);
    Extent whole;
    for (auto const& contour : contours) {
      whole.take(extent_of(contour).least);
      whole.take(extent_of(contour).most);
    }
    std::uniform_int_distribution<std::int32_t> x{whole.least.x, whole.most.x - 1};
    std::uniform_int_distribution<std::int32_t> y{whole.least.y, whole.most.y - 1};
    for (int i = 0; i < 500; ++i)
      ASSERT_EQ(holders(contours, {x(random), y(random)}), 1U) << size;
    for (auto const vertex : vertices_of(contours)) {
      if (vertex.x == whole.most.x || vertex.y == whole.most.y) continue;
      ASSERT_EQ(holders(contours, vertex), 1U) << size;
    }
    whole.take({whole.least.x - size, whole.least.y - size});
    whole.take({whole.most.x + size, whole.most.y + size});
    expect_same_as_one_by_one(contours, random, whole, 4'000);
  }
}

TEST(PointIndex, AnswersAsOneByOneOnContoursThatOverlapAtRandom) {
  std::mt19937 random{7};
  std::uniform_int_distribution<std::int32_t> at{0, 1'000'000};
  std::vector<Contour> contours;
  for (int i = 0; i < 40; ++i) {
    auto& contour = contours.emplace_back();
    contour.polygons.push_back(
        {{{at(random), at(random)}, {at(random), at(random)}, {at(random), at(random)}}, {}});
    auto& ring = contour.polygons.front().outer;
    ring.push_back(ring.front());
  }
  Extent around;
  around.take({-100'000, -100'000});
  around.take({1'100'000, 1'100'000});
  expect_same_as_one_by_one(contours, random, around, 10'000);
}

class RealCommunes : public ::testing::Test {
 protected:
  void SetUp() override {
    named_ = testing::contours_of(testing::real_contours() / "communes.geojson");
    if (named_.empty()) GTEST_SKIP() << "no contours of real communes here";
    for (auto const& one : named_)
      contours_.push_back(one.contour);
  }
  std::vector<testing::NamedContour> named_;
  std::vector<Contour> contours_;
};

TEST_F(RealCommunes, AreFoundAsOneByOne) {
  std::mt19937 random{76};
  Extent around;
  around.take(to_vertex({-0.5, 42.2}));
  around.take(to_vertex({5.0, 45.2}));
  expect_same_as_one_by_one(contours_, random, around, 600);
}

// For want of contours, cells around the points: how often they say the same.
TEST_F(RealCommunes, AreMostlyFoundByTheirApproximateContours) {
  std::ifstream table{std::filesystem::path{PACTE_SOURCE_DIR} / "data/territory/communes.csv"};
  std::map<std::string, Vertex> places;
  for (std::string line; std::getline(table, line);) {
    auto const latitude = line.rfind(',');
    auto const longitude = line.rfind(',', latitude - 1);
    if (line.starts_with("code")) continue;
    places[line.substr(0, 5)] =
        to_vertex({std::stod(line.substr(longitude + 1)), std::stod(line.substr(latitude + 1))});
  }
  std::vector<Vertex> points;
  for (auto const& one : named_)
    points.push_back(places.at(one.code));
  PointIndex const real{contours_};
  PointIndex const made_up{cells_around(points)};
  std::mt19937 random{5};
  std::uniform_real_distribution<double> longitude{-0.4, 4.9};
  std::uniform_real_distribution<double> latitude{42.3, 45.1};
  double in_region = 0;
  double covered = 0;
  double same = 0;
  double beyond = 0;
  for (int i = 0; i < 100'000; ++i) {
    auto const point = to_vertex({longitude(random), latitude(random)});
    auto const true_one = real.find(point);
    auto const guess = made_up.find(point);
    in_region += true_one ? 1 : 0;
    covered += true_one && guess ? 1 : 0;
    same += true_one && guess == true_one ? 1 : 0;
    beyond += !true_one && guess ? 1 : 0;
  }
  std::printf("covered %.3f, same commune %.3f, beyond %.3f\n", covered / in_region,
              same / in_region, beyond / in_region);
  EXPECT_GT(covered / in_region, 0.97);
  EXPECT_GT(same / in_region, 0.65);
  EXPECT_LT(beyond / in_region, 0.06);
}

TEST_F(RealCommunes, AreFoundFastInLittleMemory) {
  PointIndex const index{contours_};
  EXPECT_LT(index.memory(), std::size_t{24} << 20);
  std::mt19937 random{76};
  std::uniform_real_distribution<double> longitude{-0.33, 4.85};
  std::uniform_real_distribution<double> latitude{42.33, 45.05};
  std::vector<Vertex> points;
  for (int i = 0; i < 400'000; ++i)
    points.push_back(to_vertex({longitude(random), latitude(random)}));
  std::size_t found = 0;
  auto const begin = std::chrono::steady_clock::now();
  for (auto const point : points)
    found += index.find(point) ? 1 : 0;
  auto const took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  RecordProperty("lookups_per_second", std::to_string(points.size() / took));
  std::printf("lookups per second: %.0f, found %zu, memory %zu\n", points.size() / took, found,
              index.memory());
  EXPECT_GT(found, points.size() / 3);
}

}  // namespace
}  // namespace pacte::territory
