#include "decision/opinion/groups.hpp"

#include <algorithm>
#include <limits>

#include "decision/opinion/clusters.hpp"

namespace pacte::decision::opinion {
namespace {

constexpr std::size_t small_clusters = 100;
constexpr int attempts_small = 1;
constexpr double still_small = 0.001;  // the small clusters are a means: they need not be the best
constexpr int attempts_large = 10;
// Another number of groups than before must be better by so much.
constexpr double clearly_better = 0.05;

double squared(Point const& a, Point const& b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

// The small clusters as weighted points.
std::vector<Weighted> centres_of(Clusters const& clusters) {
  std::vector<Weighted> points;
  for (auto const& centre : clusters.centres)
    points.push_back({centre, 0});
  for (auto const own : clusters.of_point)
    points[own].weight += 1;
  return points;
}

struct Choice {
  Clusters clusters;
  double silhouette = -2;
};

Choice choose(std::span<Weighted const> points, GroupOptions const& options, Groups const* before,
              Random& random) {
  auto const first = options.exactly.value_or(2);
  auto const last = options.exactly.value_or(std::max<std::size_t>(2, options.most_groups));
  Choice best;
  for (auto count = first; count <= last; ++count) {
    auto found = cluster(points, count, attempts_large, random);
    if (found.centres.size() < count && count > first) break;
    Choice choice{std::move(found), 0};
    choice.silhouette = silhouette(points, choice.clusters);
    bool const same = before != nullptr && before->centres.size() == count;
    auto const credit = same ? clearly_better : 0;
    bool const best_same =
        before != nullptr && before->centres.size() == best.clusters.centres.size();
    auto const best_credit = best_same ? clearly_better : 0;
    if (choice.silhouette + credit > best.silhouette + best_credit) best = std::move(choice);
  }
  return best;
}

// The order in which groups are numbered: the largest first, or as the earlier ones they stand
// nearest to.
std::vector<std::size_t> numbering(Clusters const& clusters, std::vector<std::size_t> const& sizes,
                                   Groups const* before) {
  std::vector<std::size_t> order(clusters.centres.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::ranges::stable_sort(order, [&](auto a, auto b) { return sizes[a] > sizes[b]; });
  if (before == nullptr) return order;
  std::vector<std::size_t> kept;
  for (auto const& former : before->centres) {
    auto const nearest = std::ranges::min_element(
        order, {}, [&](std::size_t group) { return squared(clusters.centres[group], former); });
    if (nearest == order.end()) break;
    kept.push_back(*nearest);
    order.erase(nearest);
  }
  kept.insert(kept.end(), order.begin(), order.end());
  return kept;
}

}  // namespace

Groups group(Votes const& votes, Plane const& plane, GroupOptions const& options,
             Groups const* before) {
  Groups groups{.of_participant = std::vector<int>(votes.rows.size(), no_group)};
  auto const enough = std::min(options.fewest_votes, votes.statements.size());
  std::vector<std::size_t> members;
  std::vector<Weighted> points;
  for (std::size_t i = 0; i < votes.rows.size(); ++i) {
    if (votes.rows[i].empty() || votes.rows[i].size() < enough) continue;
    members.push_back(i);
    points.push_back({plane.places[i], 1});
  }
  if (points.empty()) return groups;
  Random random{options.seed};
  auto const small = before != nullptr && !before->small_centres.empty()
                         ? settle(points, before->small_centres, still_small)
                         : cluster(points, small_clusters, attempts_small, random, still_small);
  auto const centres = centres_of(small);
  auto const choice = choose(centres, options, before, random);
  std::vector<std::size_t> sizes(choice.clusters.centres.size());
  for (auto const own : small.of_point)
    ++sizes[choice.clusters.of_point[own]];
  auto const order = numbering(choice.clusters, sizes, before);
  std::vector<int> number(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    number[order[i]] = static_cast<int>(i);
    groups.centres.push_back(choice.clusters.centres[order[i]]);
    groups.sizes.push_back(sizes[order[i]]);
  }
  for (std::size_t i = 0; i < members.size(); ++i)
    groups.of_participant[members[i]] = number[choice.clusters.of_point[small.of_point[i]]];
  groups.silhouette = choice.silhouette;
  groups.small_centres = small.centres;
  return groups;
}

}  // namespace pacte::decision::opinion
