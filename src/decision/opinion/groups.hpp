// Groups of opinion: participants who stand near each other on the plane.
//
// Two steps, as in Polis: the participants are gathered into at most a hundred small clusters
// (k-means), which are then gathered into 2 to `most_groups` groups (k-means on their centres, each
// weighing its participants). The number of groups is the one whose silhouette (P. Rousseeuw, 1987)
// is best. Participants with too few votes have a place and no group.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "decision/opinion/plane.hpp"

namespace pacte::decision::opinion {

inline constexpr int no_group = -1;

struct Groups {
  std::vector<int> of_participant;  // from 0, the largest group first; or no_group
  std::vector<Point> centres;
  std::vector<std::size_t> sizes;
  double silhouette = 0;             // from -1 to 1: how well apart they are
  std::vector<Point> small_centres;  // of the small clusters: where the next map begins
};

struct GroupOptions {
  std::size_t fewest_votes = 7;  // to be in a group; all statements when there are fewer
  std::size_t most_groups = 5;
  std::optional<std::size_t> exactly{};  // so many groups, instead of choosing
  std::string seed = "pacte";
};

/// With `before`, centres of earlier groups: the number of groups changes only for a clearly better
/// one, and a group keeps the number of the earlier group nearest to it.
Groups group(Votes const& votes, Plane const& plane, GroupOptions const& options = {},
             Groups const* before = nullptr);

}  // namespace pacte::decision::opinion
