// Any text as the votes of a consultation: it is refused with faults, or it gives a map of finite
// places in which everybody who voted enough has a group.
#include <cmath>
#include <cstdlib>

#include "decision/opinion/map.hpp"

namespace {

void require(bool good) {
  if (!good) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace pacte::decision::opinion;
  auto const votes = read_votes({reinterpret_cast<char const*>(data), size}, "votes.csv");
  if (!votes) {
    require(!votes.error().empty());
    return 0;
  }
  auto const map = draw_map(*votes);
  auto const enough = std::min(GroupOptions{}.fewest_votes, votes->statements.size());
  for (std::size_t i = 0; i < votes->rows.size(); ++i) {
    auto const& place = map.plane.places[i];
    require(std::isfinite(place.x) && std::isfinite(place.y));
    bool const in_group = map.groups.of_participant[i] != no_group;
    require(in_group == (!votes->rows[i].empty() && votes->rows[i].size() >= enough));
  }
  require(map.reading.by_group.size() == map.groups.centres.size());
  return 0;
}
