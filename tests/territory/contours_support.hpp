// Contours that tests draw, and those of real communes where they are at hand.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>

#include "base/json.hpp"
#include "territory/geometry.hpp"

namespace pacte::territory::testing {

inline std::filesystem::path real_contours() {
  return std::filesystem::path{PACTE_SOURCE_DIR} / "../shared/data/territory";
}

inline Ring rectangle(Vertex least, Vertex most) {
  return {least, {most.x, least.y}, most, {least.x, most.y}, least};
}

inline Contour square(Vertex least, std::int32_t side) {
  return {{{rectangle(least, {least.x + side, least.y + side}), {}}}};
}

/// `columns` by `rows` quadrilaterals that share their corners, moved at random: a partition.
inline std::vector<Contour> partition(std::int32_t columns, std::int32_t rows, std::int32_t size,
                                      Vertex origin, std::mt19937& random) {
  std::uniform_int_distribution<std::int32_t> moved{-size / 4, size / 4};
  std::vector<Vertex> corners;
  for (std::int32_t row = 0; row <= rows; ++row) {
    for (std::int32_t column = 0; column <= columns; ++column) {
      bool const rim = row == 0 || column == 0 || row == rows || column == columns;
      corners.push_back({origin.x + column * size + (rim ? 0 : moved(random)),
                         origin.y + row * size + (rim ? 0 : moved(random))});
    }
  }
  std::vector<Contour> all;
  for (std::int32_t row = 0; row < rows; ++row) {
    for (std::int32_t column = 0; column < columns; ++column) {
      auto const at = [&](std::int32_t dx, std::int32_t dy) {
        return corners[static_cast<std::size_t>(row + dy) * (columns + 1) + column + dx];
      };
      all.push_back({{{{at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)}, {}}}});
    }
  }
  return all;
}

struct NamedContour {
  std::string code;
  Contour contour;
};

/// Those of a GeoJSON file, in the order of their codes; none when the file is not there.
inline std::vector<NamedContour> contours_of(std::filesystem::path const& file) {
  std::vector<NamedContour> all;
  std::ifstream input{file};
  if (!input) return all;
  auto const ring_of = [](Json const& points) {
    Ring ring;
    for (auto const& point : points)
      ring.push_back(to_vertex({point[0].get<double>(), point[1].get<double>()}));
    return ring;
  };
  auto const polygon_of = [&](Json const& rings) {
    Polygon polygon{ring_of(rings[0]), {}};
    for (std::size_t i = 1; i < rings.size(); ++i)
      polygon.holes.push_back(ring_of(rings[i]));
    return polygon;
  };
  auto const whole = Json::parse(input);
  for (auto const& feature : whole.at("features")) {
    auto const& geometry = feature.at("geometry");
    auto& one = all.emplace_back();
    one.code = feature.at("properties").at("code").get<std::string>();
    if (geometry.at("type") == "Polygon") {
      one.contour.polygons.push_back(polygon_of(geometry.at("coordinates")));
    } else {
      for (auto const& rings : geometry.at("coordinates"))
        one.contour.polygons.push_back(polygon_of(rings));
    }
  }
  std::ranges::sort(all, {}, &NamedContour::code);
  return all;
}

}  // namespace pacte::territory::testing
