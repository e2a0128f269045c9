#include "decision/opinion/clusters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pacte::decision::opinion {
namespace {

constexpr int most_rounds = 100;

double squared(Point const& a, Point const& b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

std::size_t nearest(Point const& place, std::vector<Point> const& centres) {
  std::size_t best = 0;
  auto least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < centres.size(); ++i) {
    auto const distance = squared(place, centres[i]);
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

// Says how many points moved.
std::size_t assign(std::span<Weighted const> points, Clusters& clusters) {
  std::size_t moved = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto const found = nearest(points[i].place, clusters.centres);
    moved += found != clusters.of_point[i] ? 1 : 0;
    clusters.of_point[i] = found;
  }
  return moved;
}

// Moves each centre to the middle of its points; gives their weights.
std::vector<double> centre(std::span<Weighted const> points, Clusters& clusters) {
  std::vector<Point> sums(clusters.centres.size());
  std::vector<double> weights(clusters.centres.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto const [place, weight] = points[i];
    auto const own = clusters.of_point[i];
    sums[own].x += weight * place.x;
    sums[own].y += weight * place.y;
    weights[own] += weight;
  }
  for (std::size_t k = 0; k < sums.size(); ++k) {
    if (weights[k] > 0) clusters.centres[k] = {sums[k].x / weights[k], sums[k].y / weights[k]};
  }
  return weights;
}

void drop_empty(Clusters& clusters, std::vector<double> const& weights) {
  std::vector<std::size_t> number(weights.size());
  std::vector<Point> kept;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    number[k] = kept.size();
    if (weights[k] > 0) kept.push_back(clusters.centres[k]);
  }
  clusters.centres = std::move(kept);
  for (auto& own : clusters.of_point)
    own = number[own];
}

// Each next centre is a point chosen with a chance in proportion to its weight and to the square of
// its distance to the centres there are.
std::vector<Point> spread_centres(std::span<Weighted const> points, std::size_t count,
                                  Random& random) {
  constexpr double fine = 1e-15;
  auto const chance = [&] {
    return static_cast<double>(random.below(1'000'000'000'000'000)) * fine;
  };
  std::vector<double> worth(points.size());
  std::ranges::transform(points, worth.begin(), &Weighted::weight);
  std::vector<Point> centres;
  while (centres.size() < count) {
    double total = 0;
    for (auto const value : worth)
      total += value;
    if (total <= 0) break;  // fewer places than clusters wanted
    auto left = chance() * total;
    std::size_t chosen = 0;
    while (chosen + 1 < worth.size() && left >= worth[chosen])
      left -= worth[chosen++];
    while (worth[chosen] <= 0)
      --chosen;
    centres.push_back(points[chosen].place);
    for (std::size_t i = 0; i < points.size(); ++i) {
      auto const far = points[i].weight * squared(points[i].place, centres.back());
      worth[i] = centres.size() == 1 ? far : std::min(worth[i], far);
    }
  }
  return centres;
}

}  // namespace

Clusters settle(std::span<Weighted const> points, std::vector<Point> centres, double still) {
  Clusters clusters{.centres = std::move(centres),
                    .of_point = std::vector<std::size_t>(points.size())};
  if (clusters.centres.empty()) return clusters;
  assign(points, clusters);
  auto weights = centre(points, clusters);
  auto const few = static_cast<std::size_t>(still * static_cast<double>(points.size()));
  for (int round = 0; round < most_rounds && assign(points, clusters) > few; ++round)
    weights = centre(points, clusters);
  drop_empty(clusters, weights);
  for (std::size_t i = 0; i < points.size(); ++i) {
    clusters.spread +=
        points[i].weight * squared(points[i].place, clusters.centres[clusters.of_point[i]]);
  }
  return clusters;
}

Clusters cluster(std::span<Weighted const> points, std::size_t count, int attempts, Random& random,
                 double still) {
  Clusters best;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    auto found = settle(points, spread_centres(points, count, random), still);
    bool const fuller = found.centres.size() > best.centres.size();
    if (attempt == 0 || fuller ||
        (found.centres.size() == best.centres.size() && found.spread < best.spread))
      best = std::move(found);
  }
  return best;
}

double silhouette(std::span<Weighted const> points, Clusters const& clusters) {
  auto const count = clusters.centres.size();
  if (count < 2) return 0;
  double sum = 0;
  double total = 0;
  std::vector<double> distance(count);
  std::vector<double> weight(count);
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::ranges::fill(distance, 0);
    std::ranges::fill(weight, 0);
    for (std::size_t j = 0; j < points.size(); ++j) {
      auto const other = clusters.of_point[j];
      // A point stands for several: they are at no distance from each other.
      auto const shared =
          i == j ? points[j].weight - std::min(1.0, points[j].weight) : points[j].weight;
      distance[other] += shared * std::sqrt(squared(points[i].place, points[j].place));
      weight[other] += shared;
    }
    auto const own = clusters.of_point[i];
    total += points[i].weight;
    if (weight[own] <= 0) continue;  // alone in its cluster: 0 by convention
    auto const inside = distance[own] / weight[own];
    auto outside = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < count; ++k) {
      if (k != own && weight[k] > 0) outside = std::min(outside, distance[k] / weight[k]);
    }
    auto const larger = std::max(inside, outside);
    if (larger > 0) sum += points[i].weight * (outside - inside) / larger;
  }
  return total > 0 ? sum / total : 0;
}

}  // namespace pacte::decision::opinion
