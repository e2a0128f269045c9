#include "territory/neighbours.hpp"

#include <algorithm>
#include <set>

namespace pacte::territory {
namespace {

struct Corner {
  Vertex vertex;
  std::uint32_t commune = 0;
  auto operator<=>(Corner const&) const = default;
};

std::vector<Corner> corners_of(std::map<Key, Contour> const& contours) {
  std::vector<Corner> corners;
  std::uint32_t number = 0;
  for (auto const& [key, contour] : contours) {
    if (key.level == Level::commune) {
      for (auto const* ring : contour.rings()) {
        for (auto const vertex : *ring)
          corners.push_back({vertex, number});
      }
    }
    ++number;
  }
  std::ranges::sort(corners);
  auto const again = std::ranges::unique(corners);
  corners.erase(again.begin(), again.end());
  return corners;
}

std::string const& part_of(Territory const& commune, Level level) {
  switch (level) {
    case Level::department: return commune.department;
    case Level::arrondissement: return commune.arrondissement;
    default: return commune.epci;
  }
}

}  // namespace

NeighbourPairs neighbouring_communes(std::map<Key, Contour> const& contours) {
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  auto const corners = corners_of(contours);
  std::vector<Pair> meetings;
  for (std::size_t first = 0; first < corners.size();) {
    auto last = first + 1;
    while (last < corners.size() && corners[last].vertex == corners[first].vertex)
      ++last;
    for (auto i = first; i < last; ++i) {
      for (auto j = i + 1; j < last; ++j)
        meetings.emplace_back(corners[i].commune, corners[j].commune);
    }
    first = last;
  }
  std::ranges::sort(meetings);
  std::vector<Key const*> keys;
  keys.reserve(contours.size());
  for (auto const& [key, contour] : contours)
    keys.push_back(&key);
  NeighbourPairs found;
  for (std::size_t i = 1; i < meetings.size(); ++i) {
    bool const second = meetings[i] == meetings[i - 1];
    bool const third = second && i > 1 && meetings[i] == meetings[i - 2];
    if (second && !third) found.emplace_back(*keys[meetings[i].first], *keys[meetings[i].second]);
  }
  return found;
}

NeighbourPairs neighbouring(Level level, std::span<NeighbourPairs::value_type const> communes,
                            std::span<Territory const> territories) {
  std::map<Key, std::string const*> whole;
  for (auto const& one : territories) {
    if (one.key.level == Level::commune) whole.emplace(one.key, &part_of(one, level));
  }
  std::set<std::pair<Key, Key>> found;
  for (auto const& [a, b] : communes) {
    auto const of_a = whole.find(a);
    auto const of_b = whole.find(b);
    if (of_a == whole.end() || of_b == whole.end()) continue;
    auto const [least, most] = std::minmax(*of_a->second, *of_b->second);
    if (!least.empty() && least != most) found.insert({{level, least}, {level, most}});
  }
  return {found.begin(), found.end()};
}

}  // namespace pacte::territory
