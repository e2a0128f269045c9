// k-means in two dimensions, with weights; and how well apart the clusters are. No I/O.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "decision/opinion/plane.hpp"
#include "decision/random.hpp"

namespace pacte::decision::opinion {

struct Weighted {
  Point place;
  double weight = 1;
};

struct Clusters {
  std::vector<Point> centres;
  std::vector<std::size_t> of_point;
  double spread = 0;  // sum of weight x squared distance to the centre
};

/// Lloyd's iterations from `centres`, until at most `still` of the points (a share) change cluster.
/// A cluster left empty is dropped.
Clusters settle(std::span<Weighted const> points, std::vector<Point> centres, double still = 0);

/// The best of `attempts` settlings from centres chosen as k-means++ does (D. Arthur and
/// S. Vassilvitskii, SODA 2007).
Clusters cluster(std::span<Weighted const> points, std::size_t count, int attempts, Random& random,
                 double still = 0);

/// The weighted mean of (b - a) / max(a, b), a being a point's mean distance to its own cluster and
/// b to the nearest other one; 0 when there is a single cluster.
double silhouette(std::span<Weighted const> points, Clusters const& clusters);

}  // namespace pacte::decision::opinion
