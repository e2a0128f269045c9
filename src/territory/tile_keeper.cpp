#include "territory/tile_keeper.hpp"

#include <cmath>

#include "territory/area.hpp"
#include "territory/contour_store.hpp"
#include "territory/geos.hpp"
#include "territory/store.hpp"

namespace pacte::territory {
namespace {

double to_a_tenth(double value) {
  return std::round(value * 10) / 10;
}

TileLevel made(store::Session& session, Level level, std::string digest) {
  auto const loaded = contours(session, level);
  std::vector<Contour const*> drawn;
  drawn.reserve(loaded.size());
  for (auto const& one : loaded)
    drawn.push_back(&one.contour);
  auto shapes = tile_shapes(drawn);

  std::map<std::string, Territory> known;
  for (auto& one : all_territories(session, level))
    known.emplace(one.key.code, std::move(one));
  TileLevel made{.digest = std::move(digest)};
  for (std::size_t i = 0; i < loaded.size(); ++i) {
    auto const found = known.find(loaded[i].key.code);
    if (found == known.end()) continue;
    auto const extent = extent_of(loaded[i].contour);
    auto const mark = point_inside(loaded[i].contour);
    if (extent.empty() || !mark) continue;
    made.extent.take(extent.least);
    made.extent.take(extent.most);
    auto const people = found->second.population;
    auto const land = square_kilometres(loaded[i].contour);
    made.areas.push_back({found->first, found->second.name, people,
                          land > 0 ? to_a_tenth(static_cast<double>(people) / land) : 0,
                          loaded[i].approximate, extent, std::move(shapes[i]), tile_vertex(*mark)});
  }
  return made;
}

}  // namespace

std::shared_ptr<TileLevel const> TileKeeper::current(store::Session& session, Level level) {
  auto digest = loaded_reference(session).digest;
  std::scoped_lock const lock{mutex_};
  auto& kept = levels_[level];
  if (!kept || kept->digest != digest)
    kept = std::make_shared<TileLevel const>(made(session, level, std::move(digest)));
  return kept;
}

}  // namespace pacte::territory
