#include "territory/tile.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <protozero/pbf_writer.hpp>

#include "base/text.hpp"

namespace pacte::territory {
namespace {

using Points = std::vector<TilePoint>;

constexpr std::int64_t lowest = -tile_buffer;
constexpr std::int64_t highest = tile_extent + tile_buffer;

// ---- cut at one side after the other (Sutherland and Hodgman, 1974)

// Where the segment crosses the line on which `axis` is `bound`: the same from both its ends.
TilePoint crossing(TilePoint from, TilePoint to, std::int64_t TilePoint::* axis,
                   std::int64_t TilePoint::* other, std::int64_t bound) {
  if (to < from) std::swap(from, to);
  auto const share =
      static_cast<double>(bound - from.*axis) / static_cast<double>(to.*axis - from.*axis);
  TilePoint at;
  at.*axis = bound;
  at.*other = from.*other + std::llround(share * static_cast<double>(to.*other - from.*other));
  return at;
}

struct Side {
  std::int64_t TilePoint::* axis;
  std::int64_t TilePoint::* other;
  std::int64_t bound;
  bool above;  // what is kept lies above the bound

  [[nodiscard]] bool keeps(TilePoint point) const {
    return above ? point.*axis >= bound : point.*axis <= bound;
  }
};

Points cut(Points const& ring, Side const& side) {
  Points kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    auto const from = ring[i == 0 ? ring.size() - 1 : i - 1];
    auto const to = ring[i];
    if (side.keeps(from) != side.keeps(to))
      kept.push_back(crossing(from, to, side.axis, side.other, side.bound));
    if (side.keeps(to)) kept.push_back(to);
  }
  return kept;
}

// In the units of the tile, from its north-west corner.
TilePoint in_tile(TileVertex const& vertex, TileAddress const& tile) {
  auto const shift = 32 - tile_bits - tile.zoom;
  return {(std::int64_t{vertex.x} >> shift) - std::int64_t{tile.x} * tile_extent,
          (std::int64_t{vertex.y} >> shift) - std::int64_t{tile.y} * tile_extent};
}

bool inside(TilePoint point) {
  return point.x >= lowest && point.x <= highest && point.y >= lowest && point.y <= highest;
}

void cut_at_sides(Points& ring) {
  if (std::ranges::all_of(ring, inside)) return;
  static constexpr std::array<Side, 4> sides{{{&TilePoint::x, &TilePoint::y, lowest, true},
                                              {&TilePoint::x, &TilePoint::y, highest, false},
                                              {&TilePoint::y, &TilePoint::x, lowest, true},
                                              {&TilePoint::y, &TilePoint::x, highest, false}}};
  for (auto const& side : sides)
    ring = cut(ring, side);
}

std::int64_t doubled_area(Points const& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    auto const from = ring[i == 0 ? ring.size() - 1 : i - 1];
    sum += from.x * ring[i].y - ring[i].x * from.y;
  }
  return sum;
}

void drop_repeated(Points& ring) {
  auto const repeated = std::ranges::unique(ring);
  ring.erase(repeated.begin(), repeated.end());
  while (ring.size() > 1 && ring.front() == ring.back())
    ring.pop_back();
}

// ---- geometry as commands

class Commands {
 public:
  void ring(Points const& points) {
    move_to(points.front());
    numbers_.push_back(command(2, points.size() - 1));
    for (std::size_t i = 1; i < points.size(); ++i)
      step(points[i]);
    numbers_.push_back(command(7, 1));
  }
  void point(TilePoint point) { move_to(point); }
  [[nodiscard]] std::vector<std::uint32_t> const& numbers() const { return numbers_; }

 private:
  static std::uint32_t command(std::uint32_t id, std::size_t count) {
    return id | static_cast<std::uint32_t>(count) << 3U;
  }
  void move_to(TilePoint point) {
    numbers_.push_back(command(1, 1));
    step(point);
  }
  void step(TilePoint point) {
    for (auto const by : {point.x - at_.x, point.y - at_.y})
      numbers_.push_back(protozero::encode_zigzag32(static_cast<std::int32_t>(by)));
    at_ = point;
  }

  std::vector<std::uint32_t> numbers_;
  TilePoint at_;
};

// Outer rings turn one way and holes the other: that is how a reader tells them apart.
void draw(Commands& commands, Points ring, bool outer) {
  if ((doubled_area(ring) > 0) != outer) std::ranges::reverse(ring);
  commands.ring(ring);
}

Commands drawn(TileShape const& shape, TileAddress const& tile) {
  Commands commands;
  for (auto const& rings : shape.polygons) {
    auto outer = ring_in_tile(rings.front(), tile);
    if (outer.empty()) continue;
    draw(commands, std::move(outer), true);
    for (auto const& hole : std::span{rings}.subspan(1)) {
      if (auto points = ring_in_tile(hole, tile); !points.empty())
        draw(commands, std::move(points), false);
    }
  }
  return commands;
}

bool reaches(TileShape const& shape, TileAddress const& tile) {
  auto const shift = 32 - tile_bits - tile.zoom;
  auto const left = (std::int64_t{tile.x} * tile_extent - tile_buffer) << shift;
  auto const top = (std::int64_t{tile.y} * tile_extent - tile_buffer) << shift;
  auto const side = (tile_extent + 2 * tile_buffer + 1) << shift;
  return shape.least.x < left + side && shape.most.x >= left && shape.least.y < top + side &&
         shape.most.y >= top;
}

// ---- the layer; field numbers are those of vector_tile.proto

constexpr std::array<std::string_view, 5> keys{"code", "name", "population", "density",
                                               "approximate"};

class Values {
 public:
  std::uint32_t text(std::string_view value) {
    return number([&](protozero::pbf_writer& to) { to.add_string(1, value.data(), value.size()); });
  }
  std::uint32_t decimal(double value) {
    return number([&](protozero::pbf_writer& to) { to.add_double(3, value); });
  }
  std::uint32_t whole(std::int64_t value) {
    return number([&](protozero::pbf_writer& to) {
      to.add_uint64(5, static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0)));
    });
  }
  std::uint32_t yes_or_no(bool value) {
    return number([&](protozero::pbf_writer& to) { to.add_bool(7, value); });
  }
  [[nodiscard]] std::vector<std::string> const& all() const { return all_; }

 private:
  template <class Write> std::uint32_t number(Write const& write) {
    std::string bytes;
    protozero::pbf_writer writer{bytes};
    write(writer);
    auto const [found, is_new] =
        numbers_.try_emplace(bytes, static_cast<std::uint32_t>(all_.size()));
    if (is_new) all_.push_back(std::move(bytes));
    return found->second;
  }

  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> all_;
};

enum class GeometryType : std::int32_t { point = 1, polygon = 3 };

void add_feature(protozero::pbf_writer& layer, TileArea const& area, GeometryType type,
                 Commands const& commands, Values& values) {
  std::array<std::uint32_t, keys.size()> const own{
      values.text(area.code), values.text(area.name), values.whole(area.population),
      values.decimal(area.density), values.yes_or_no(area.approximate)};
  std::array<std::uint32_t, 2 * keys.size()> tags{};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    tags.at(2 * i) = static_cast<std::uint32_t>(i);
    tags.at(2 * i + 1) = own.at(i);
  }
  protozero::pbf_writer feature{layer, 2};
  feature.add_packed_uint32(2, tags.begin(), tags.end());
  feature.add_enum(3, static_cast<std::int32_t>(type));
  feature.add_packed_uint32(4, commands.numbers().begin(), commands.numbers().end());
}

// `commands_of` gives those of an area, none where it has nothing to show.
template <class CommandsOf>
std::string encode_layer(std::string_view name, std::span<TileArea const> areas, GeometryType type,
                         CommandsOf const& commands_of) {
  std::string bytes;
  Values values;
  std::string body;
  protozero::pbf_writer layer{body};
  for (auto const& area : areas) {
    auto const commands = commands_of(area);
    if (!commands.numbers().empty()) add_feature(layer, area, type, commands, values);
  }
  if (body.empty()) return bytes;
  layer.add_uint32(15, 2);  // version
  layer.add_string(1, name.data(), name.size());
  for (auto const key : keys)
    layer.add_string(3, key.data(), key.size());
  for (auto const& value : values.all())
    layer.add_message(4, value);
  layer.add_uint32(5, static_cast<std::uint32_t>(tile_extent));
  protozero::pbf_writer{bytes}.add_message(3, body);
  return bytes;
}

std::optional<std::uint32_t> coordinate(std::string_view text) {
  if (text.empty() || text.size() > 9 ||
      !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(parse_integer(text).value_or(0));
}

}  // namespace

Result<TileAddress> parse_tile_address(std::string_view zoom, std::string_view x,
                                       std::string_view y) {
  if (y.ends_with(".mvt")) y.remove_suffix(4);
  auto const z = coordinate(zoom);
  auto const column = coordinate(x);
  auto const row = coordinate(y);
  if (!z || !column || !row) {
    return fail(ProblemKind::malformed,
                "Une tuile se demande par trois nombres entiers : zoom, colonne, ligne.");
  }
  auto const side = *z <= deepest_zoom ? std::uint32_t{1} << *z : 0;
  if (*column >= side || *row >= side) {
    return fail(ProblemKind::not_found,
                "Il n’y a pas de tuile à cette adresse : le zoom va de 0 à 12, la colonne et la "
                "ligne de 0 à 2 puissance zoom, non compris.");
  }
  return TileAddress{static_cast<int>(*z), *column, *row};
}

std::vector<TilePoint> ring_in_tile(TileRing const& ring, TileAddress const& tile) {
  Points points;
  for (auto const& vertex : ring) {
    if (vertex.from <= tile.zoom) points.push_back(in_tile(vertex, tile));
  }
  cut_at_sides(points);
  drop_repeated(points);
  if (points.size() < 3 || doubled_area(points) == 0) points.clear();
  return points;
}

std::string encode_tile(std::string_view layer, std::span<TileArea const> areas,
                        TileAddress const& tile) {
  return encode_layer(layer, areas, GeometryType::polygon, [&](TileArea const& area) {
    return reaches(area.shape, tile) ? drawn(area.shape, tile) : Commands{};
  });
}

std::string encode_marks(std::string_view layer, std::span<TileArea const> areas,
                         TileAddress const& tile) {
  return encode_layer(layer, areas, GeometryType::point, [&](TileArea const& area) {
    Commands commands;
    if (auto const at = in_tile(area.mark, tile); inside(at)) commands.point(at);
    return commands;
  });
}

}  // namespace pacte::territory
