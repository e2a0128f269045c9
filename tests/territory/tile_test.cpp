#include "territory/tile.hpp"

#include <chrono>
#include <cmath>
#include <map>
#include <numbers>

#include <gtest/gtest.h>
#include <protozero/pbf_reader.hpp>

#include "territory/area.hpp"
#include "territory/contours_support.hpp"

namespace pacte::territory {
namespace {

using testing::contours_of;
using testing::partition;
using testing::square;

// ---- a reader of tiles, written from the specification

struct DrawnRing {
  std::vector<TilePoint> points;
  std::int64_t doubled_area = 0;  // positive for an outer ring
};

struct ReadFeature {
  std::map<std::string, std::string> properties;  // each value as text
  std::vector<DrawnRing> rings;
  [[nodiscard]] std::int64_t doubled_area() const {
    std::int64_t sum = 0;
    for (auto const& ring : rings)
      sum += ring.doubled_area;
    return sum;
  }
};

struct ReadTile {
  std::string layer;
  std::uint32_t version = 0;
  std::uint32_t extent = 0;
  std::vector<ReadFeature> features;
};

std::int64_t doubled_area(std::vector<TilePoint> const& points) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto const& from = points[i];
    auto const& to = points[(i + 1) % points.size()];
    sum += from.x * to.y - to.x * from.y;
  }
  return sum;
}

std::vector<DrawnRing> read_rings(protozero::pbf_reader& feature) {
  std::vector<DrawnRing> rings;
  auto const numbers = feature.get_packed_uint32();
  TilePoint at;
  auto next = numbers.begin();
  auto const step = [&] {
    at.x += protozero::decode_zigzag32(*next++);
    at.y += protozero::decode_zigzag32(*next++);
    rings.back().points.push_back(at);
  };
  while (next != numbers.end()) {
    auto const command = *next++;
    if ((command & 7U) == 7) {
      rings.back().doubled_area = doubled_area(rings.back().points);
      continue;
    }
    if ((command & 7U) == 1) rings.emplace_back();
    for (auto left = command >> 3U; left > 0; --left)
      step();
  }
  return rings;
}

std::string read_value(protozero::pbf_reader value) {
  value.next();
  switch (value.tag()) {
    case 1: return value.get_string();
    case 3: return fmt::format("{}", value.get_double());
    case 5: return fmt::format("{}", value.get_uint64());
    case 7: return value.get_bool() ? "true" : "false";
    default: throw std::runtime_error("unknown kind of value");
  }
}

ReadTile read_tile(std::string const& bytes) {
  ReadTile tile;
  protozero::pbf_reader outer{bytes};
  if (!outer.next(3)) return tile;
  auto const message = outer.get_view();
  std::vector<std::string> keys;
  std::vector<std::string> values;
  protozero::pbf_reader layer{message};
  while (layer.next()) {
    switch (layer.tag()) {
      case 1: tile.layer = layer.get_string(); break;
      case 3: keys.push_back(layer.get_string()); break;
      case 4: values.push_back(read_value(layer.get_message())); break;
      case 5: tile.extent = layer.get_uint32(); break;
      case 15: tile.version = layer.get_uint32(); break;
      default: layer.skip();
    }
  }
  protozero::pbf_reader again{message};
  while (again.next(2)) {
    auto feature = again.get_message();
    auto& read = tile.features.emplace_back();
    while (feature.next()) {
      if (feature.tag() == 2) {
        auto const tags = feature.get_packed_uint32();
        for (auto tag = tags.begin(); tag != tags.end();) {
          auto const& key = keys.at(*tag++);
          read.properties[key] = values.at(*tag++);
        }
      } else if (feature.tag() == 4) {
        read.rings = read_rings(feature);
      } else {
        feature.skip();
      }
    }
  }
  return tile;
}

std::vector<TileArea> areas_of(std::vector<Contour> const& contours) {
  std::vector<Contour const*> drawn;
  for (auto const& one : contours)
    drawn.push_back(&one);
  std::vector<TileArea> areas;
  for (auto& shape : tile_shapes(drawn)) {
    areas.push_back({.code = fmt::format("{}", areas.size()),
                     .name = "Là",
                     .population = 12,
                     .density = 3.5,
                     .approximate = true,
                     .shape = std::move(shape)});
  }
  return areas;
}

TileAddress tile_at(Place const& place, int zoom) {
  auto const side = std::exp2(zoom);
  auto const north = std::asinh(std::tan(place.latitude * std::numbers::pi / 180));
  return {zoom, static_cast<std::uint32_t>((place.longitude / 360 + 0.5) * side),
          static_cast<std::uint32_t>((1 - north / std::numbers::pi) / 2 * side)};
}

Vertex const toulouse{14'442'000, 436'044'000};

// Quadrilaterals that fill a square around Toulouse.
std::vector<TileArea> areas_around(std::int32_t across, std::int32_t size, std::mt19937& random) {
  auto const half = across * size / 2;
  return areas_of(partition(across, across, size, {toulouse.x - half, toulouse.y - half}, random));
}

constexpr std::int64_t shown_side = tile_extent + 2 * tile_buffer;
TEST(Tile, SaysWhatATerritoryIs) {
  auto const areas = areas_of({square(toulouse, 100'000)});
  auto const tile = read_tile(encode_tile("commune", areas, tile_at(to_place(toulouse), 8)));
  EXPECT_EQ(tile.layer, "commune");
  EXPECT_EQ(tile.version, 2);
  EXPECT_EQ(tile.extent, 4096);
  ASSERT_EQ(tile.features.size(), 1);
  EXPECT_EQ(tile.features[0].properties,
            (std::map<std::string, std::string>{{"approximate", "true"},
                                                {"code", "0"},
                                                {"density", "3.5"},
                                                {"name", "Là"},
                                                {"population", "12"}}));
}

TEST(Tile, IsEmptyWhereThereIsNothing) {
  auto const areas = areas_of({square(toulouse, 100'000)});
  EXPECT_EQ(encode_tile("commune", areas, tile_at({2.35, 48.85}, 8)), "");
}

TEST(Tile, MarksAreSinglePointsInTheTilesThatShowThem) {
  auto areas = areas_of({square(toulouse, 100'000)});
  areas[0].mark = tile_vertex({toulouse.x + 50'000, toulouse.y + 50'000});
  auto const address = tile_at(to_place(toulouse), 8);
  auto const tile = read_tile(encode_marks("commune", areas, address));
  ASSERT_EQ(tile.features.size(), 1);
  EXPECT_EQ(tile.features[0].properties.at("population"), "12");
  ASSERT_EQ(tile.features[0].rings.size(), 1);
  ASSERT_EQ(tile.features[0].rings[0].points.size(), 1);
  auto const at = tile.features[0].rings[0].points[0];
  EXPECT_TRUE(at.x >= 0 && at.x < tile_extent && at.y >= 0 && at.y < tile_extent);
  EXPECT_EQ(encode_marks("commune", areas, tile_at({2.35, 48.85}, 8)), "");
}

TEST(Tile, TellsHolesFromOuterRings) {
  auto with_hole = square(toulouse, 1'000'000);
  auto const hole = square({toulouse.x + 300'000, toulouse.y + 300'000}, 400'000);
  with_hole.polygons[0].holes.push_back(hole.polygons[0].outer);
  auto const areas = areas_of({with_hole, hole});
  auto const tile = read_tile(encode_tile("commune", areas, {5, 16, 11}));
  ASSERT_EQ(tile.features.size(), 2);
  auto const& rings = tile.features[0].rings;
  ASSERT_EQ(rings.size(), 2);
  EXPECT_GT(rings[0].doubled_area, 0);
  EXPECT_EQ(rings[1].doubled_area, -tile.features[1].doubled_area());
}

TEST(Tile, IsFilledWithoutGapNorOverlap) {
  std::mt19937 random{20261121};
  for (int round = 0; round < 20; ++round) {
    auto const areas = areas_around(64, 250'000, random);
    for (int zoom = 9; zoom <= deepest_zoom; ++zoom) {
      auto const tile = read_tile(encode_tile("commune", areas, tile_at(to_place(toulouse), zoom)));
      std::int64_t sum = 0;
      for (auto const& feature : tile.features)
        sum += feature.doubled_area();
      EXPECT_EQ(sum, 2 * shown_side * shown_side) << "zoom " << zoom;
    }
  }
}

TEST(Tile, MeetsItsNeighbourAtTheCut) {
  std::mt19937 random{7};
  auto const areas = areas_around(160, 100'000, random);
  auto left = tile_at(to_place(toulouse), 9);
  auto right = left;
  ++right.x;
  int compared = 0;
  for (auto const& area : areas) {
    for (auto const& rings : area.shape.polygons) {
      // Whole vertices that both show, in the buffer on both sides of the cut.
      std::vector<TilePoint> both;
      auto const in_strip = [](TilePoint point) {
        return std::abs(point.x - tile_extent) < tile_buffer && point.y > 0 &&
               point.y < tile_extent;
      };
      auto const on_left = ring_in_tile(rings.front(), left);
      auto on_right = ring_in_tile(rings.front(), right);
      for (auto& point : on_right)
        point.x += tile_extent;
      for (auto const point : on_left) {
        if (!in_strip(point)) continue;
        EXPECT_NE(std::ranges::find(on_right, point), on_right.end());
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 0);
}

TEST(Tile, KeepsTheAreaOfEachRealCommune) {
  auto const communes = contours_of(testing::real_contours() / "communes.geojson");
  if (communes.empty()) GTEST_SKIP() << "the contours of real communes are not at hand";
  std::vector<Contour> contours;
  for (auto const& one : communes)
    contours.push_back(one.contour);
  auto const begun = std::chrono::steady_clock::now();
  auto const areas = areas_of(contours);
  auto const made = std::chrono::steady_clock::now();

  // Each commune in the tile that holds it whole, at the closest zoom where there is one.
  int checked = 0;
  std::map<TileAddress, ReadTile, decltype([](TileAddress const& a, TileAddress const& b) {
             return std::tie(a.zoom, a.x, a.y) < std::tie(b.zoom, b.x, b.y);
           })>
      tiles;
  std::chrono::nanoseconds slowest{0};
  for (std::size_t i = 0; i < areas.size(); ++i) {
    auto const extent = extent_of(contours[i]);
    for (int zoom = deepest_zoom; zoom >= 5; --zoom) {
      auto const one = tile_at(to_place(extent.least), zoom);
      auto const other = tile_at(to_place(extent.most), zoom);
      if (one.x != other.x || one.y != other.y) continue;
      if (!tiles.contains(one)) {
        auto const start = std::chrono::steady_clock::now();
        auto const bytes = encode_tile("commune", areas, one);
        slowest = std::max(slowest, std::chrono::steady_clock::now() - start);
        tiles.emplace(one, read_tile(bytes));
      }
      auto const& features = tiles.at(one).features;
      auto const code = fmt::format("{}", i);
      auto const found = std::ranges::find_if(
          features, [&](ReadFeature const& f) { return f.properties.at("code") == code; });
      ASSERT_NE(found, features.end()) << communes[i].code;
      auto const latitude = (to_place(extent.least).latitude + to_place(extent.most).latitude) / 2;
      auto const unit = 40'030.23 / std::exp2(zoom) / tile_extent *
                        std::cos(latitude * std::numbers::pi / 180);  // km
      auto const shown = static_cast<double>(found->doubled_area()) / 2 * unit * unit;
      auto const real = square_kilometres(contours[i]);
      // Where a tile is far, its units are a larger part of a small commune.
      EXPECT_NEAR(shown / real, 1, 0.01 + 6 * unit / std::sqrt(real))
          << communes[i].code << ' ' << zoom;
      ++checked;
      break;
    }
  }
  EXPECT_GT(checked, 4300);  // those that the Greenwich meridian crosses are whole in none
  RecordProperty("made_ms", static_cast<int>((made - begun) / std::chrono::milliseconds{1}));
  RecordProperty("slowest_tile_us", static_cast<int>(slowest / std::chrono::microseconds{1}));
}

TEST(Tile, AddressIsChecked) {
  auto const kind = [](std::string_view z, std::string_view x, std::string_view y) {
    auto const read = parse_tile_address(z, x, y);
    return read ? std::nullopt : std::optional{read.error().kind};
  };
  EXPECT_EQ(kind("0", "0", "0.mvt"), std::nullopt);
  EXPECT_EQ(kind("12", "4095", "4095"), std::nullopt);
  EXPECT_EQ(kind("13", "0", "0"), ProblemKind::not_found);
  EXPECT_EQ(kind("3", "8", "0"), ProblemKind::not_found);
  EXPECT_EQ(kind("3", "0", "8.mvt"), ProblemKind::not_found);
  EXPECT_EQ(kind("3", "-1", "0"), ProblemKind::malformed);
  EXPECT_EQ(kind("a", "0", "0"), ProblemKind::malformed);
  EXPECT_EQ(kind("3", "0", "0.png"), ProblemKind::malformed);
  EXPECT_EQ(kind("3", "99999999999999999999", "0"), ProblemKind::malformed);
  EXPECT_EQ(kind("", "", ".mvt"), ProblemKind::malformed);
}

TEST(Area, OfASquareAtALatitude) {
  // A tenth of a degree each way at 43.6° north: 11.12 km by 8.05 km.
  EXPECT_NEAR(square_kilometres(square(toulouse, 1'000'000)), 89.46, 0.1);
}

}  // namespace
}  // namespace pacte::territory
