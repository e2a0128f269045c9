// What all drawn maps share: where places fall on the drawing, outlines, areas that are links.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "territory/geometry.hpp"
#include "territory/model.hpp"
#include "web/locale.hpp"

namespace pacte::territory {

struct MapArea {
  Key key;
  std::string name;
  Contour contour;
  std::optional<double> value;  // none: drawn without one, said so in the legend
  std::string value_text;       // as shown: "12 345 habitants"
  std::string url;              // page of the territory, with its language; empty: no link
};

struct LegendEntry {
  std::string mark;  // an SVG, for beside its text
  std::string text;  // "de 1 200 à 3 400 habitants"
  std::size_t count = 0;
};

struct DrawnMap {
  std::string svg;  // empty without an area
  std::vector<LegendEntry> legend;
};

/// Equirectangular at the middle latitude, north up, in units of the drawing: about a pixel.
class Projection {
 public:
  explicit Projection(std::vector<MapArea> const& areas);

  struct Pixel {
    long x = 0;
    long y = 0;
    bool operator==(Pixel const&) const = default;
  };
  [[nodiscard]] Pixel operator()(Vertex vertex) const;
  [[nodiscard]] bool empty() const { return empty_; }
  [[nodiscard]] double drawn_width() const { return width_; }
  [[nodiscard]] double drawn_height() const { return height_; }

 private:
  bool empty_ = true;
  double west_ = 0;
  double north_ = 0;
  double squeeze_ = 1;
  double scale_ = 1;
  double width_ = 0;
  double height_ = 0;
};

/// The `d` of a path. Vertices fall on whole units, and those that fall on the one before are left
/// out: shared borders stay shared.
std::string outline(Contour const& contour, Projection const& projection);

/// A shape with its name and value, and a link where the area has an address.
std::string area_svg(MapArea const& area, std::string const& shape);

/// An area without a value, in the map and in its legend.
std::string valueless_area(MapArea const& area, Projection const& projection);
LegendEntry valueless_entry(std::size_t count, web::Locale locale);

/// The whole drawing, `height` units tall.
std::string drawing(std::string const& title, Projection const& projection, double height,
                    std::string const& body);

}  // namespace pacte::territory
