#include "decision/opinion/plane.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

#include "decision/random.hpp"

namespace pacte::decision::opinion {
namespace {

// Two vectors are wanted; two more beside them make both stand still sooner.
constexpr std::size_t width = 4;
using Four = std::array<float, width>;
using Vectors = std::array<std::vector<double>, width>;

// Sums are made by blocks of rows, and blocks added in their order: the same result whatever the
// number of threads.
constexpr std::size_t block = 2'048;

// Does `work` for each number, on several threads.
template <class Work> void share(unsigned threads, std::size_t count, Work const& work) {
  std::atomic<std::size_t> next{0};
  auto const run = [&] {
    for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1))
      work(i);
  };
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < threads; ++i)
    helpers.emplace_back(run);
  run();
}

// How often each statement got each vote: disagree, pass, agree.
using Counts = std::vector<std::array<std::uint32_t, 3>>;

Counts counts_of(Votes const& votes, unsigned threads) {
  std::vector<Counts> parts((votes.rows.size() + block - 1) / block);
  share(threads, parts.size(), [&](std::size_t number) {
    auto& part = parts[number];
    part.resize(votes.statements.size());
    auto const end = std::min(votes.rows.size(), (number + 1) * block);
    for (auto i = number * block; i < end; ++i) {
      for (auto const vote : votes.rows[i])
        ++part[vote.statement][static_cast<std::size_t>(vote.value + 1)];
    }
  });
  Counts counts(votes.statements.size());
  for (auto const& part : parts) {
    for (std::size_t k = 0; k < part.size(); ++k) {
      for (std::size_t said = 0; said < part[k].size(); ++said)
        counts[k][said] += part[k][said];
    }
  }
  return counts;
}

std::vector<double> means_of(Counts const& counts) {
  std::vector<double> means;
  for (auto const& [against, passes, in_favour] : counts) {
    auto const seen = static_cast<double>(against) + passes + in_favour;
    means.push_back(seen > 0 ? (static_cast<double>(in_favour) - against) / seen : 0);
  }
  return means;
}

// The sum of the squares of all deviations from the means.
double total_variance(Counts const& counts, std::vector<double> const& means) {
  double sum = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    auto const& [against, passes, in_favour] = counts[k];
    auto const seen = static_cast<double>(against) + passes + in_favour;
    sum += static_cast<double>(against) + in_favour - (seen * means[k] * means[k]);
  }
  return sum;
}

double dot(std::vector<double> const& a, std::vector<double> const& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double norm(std::vector<double> const& a) {
  return std::sqrt(dot(a, a));
}

// Gram and Schmidt, twice for accuracy. A vector that vanishes stays zero.
void make_orthonormal(Vectors& vectors) {
  for (std::size_t i = 0; i < width; ++i) {
    auto& own = vectors[i];
    auto const before = norm(own);
    for (int twice = 0; twice < 2; ++twice) {
      for (std::size_t j = 0; j < i; ++j) {
        auto const along = dot(own, vectors[j]);
        for (std::size_t k = 0; k < own.size(); ++k)
          own[k] -= along * vectors[j][k];
      }
    }
    auto const length = norm(own);
    constexpr double nothing = 1e-10;
    auto const scale = length > before * nothing && length > 0 ? 1 / length : 0;
    for (auto& value : own)
      value *= scale;
  }
}

// The votes seen as a matrix of the deviations from the mean, zero where no vote was cast.
class Deviations {
 public:
  Deviations(Votes const& votes, std::vector<double> const& means, unsigned threads)
      : votes_{votes}, means_(means.begin(), means.end()), threads_{threads} {}

  // The covariance (not divided by anything) applied to each vector.
  [[nodiscard]] Vectors apply(Vectors const& vectors) const {
    std::vector<Four> packed(means_.size());
    for (std::size_t k = 0; k < packed.size(); ++k) {
      for (std::size_t i = 0; i < width; ++i)
        packed[k][i] = static_cast<float>(vectors[i][k]);
    }
    auto const blocks = (votes_.rows.size() + block - 1) / block;
    std::vector<std::vector<Four>> sums(blocks);
    share(threads_, blocks,
          [&](std::size_t number) { sums[number] = apply_block(number, packed); });
    Vectors result;
    for (auto& vector : result)
      vector.assign(means_.size(), 0);
    for (auto const& part : sums) {
      for (std::size_t k = 0; k < part.size(); ++k) {
        for (std::size_t i = 0; i < width; ++i)
          result[i][k] += static_cast<double>(part[k][i]);
      }
    }
    return result;
  }

 private:
  [[nodiscard]] std::vector<Four> apply_block(std::size_t number,
                                              std::vector<Four> const& packed) const {
    std::vector<Four> sums(means_.size(), Four{});
    auto const end = std::min(votes_.rows.size(), (number + 1) * block);
    for (auto i = number * block; i < end; ++i) {
      auto const& row = votes_.rows[i];
      Four along{};
      for (auto const vote : row) {
        auto const deviation = static_cast<float>(vote.value) - means_[vote.statement];
        for (std::size_t j = 0; j < width; ++j)
          along[j] += deviation * packed[vote.statement][j];
      }
      for (auto const vote : row) {
        auto const deviation = static_cast<float>(vote.value) - means_[vote.statement];
        for (std::size_t j = 0; j < width; ++j)
          sums[vote.statement][j] += deviation * along[j];
      }
    }
    return sums;
  }

  Votes const& votes_;
  std::vector<float> means_;
  unsigned threads_;
};

Vectors first_guess(std::size_t statements, Plane const* before) {
  Random random{"opinion map"};
  Vectors vectors;
  for (auto& vector : vectors) {
    vector.resize(statements);
    for (auto& value : vector)
      value = static_cast<double>(random.below(2'000'001)) / 1e6 - 1;
  }
  for (std::size_t k = 0; before != nullptr && k < std::min(statements, before->weights.size());
       ++k) {
    vectors[0][k] = before->weights[k].x;
    vectors[1][k] = before->weights[k].y;
    vectors[2][k] = before->beside[k].x;
    vectors[3][k] = before->beside[k].y;
  }
  // A statement that was not there before has no weight yet.
  for (auto k = before == nullptr ? statements : before->weights.size(); k < statements; ++k)
    vectors[0][k] = vectors[1][k] = 0;
  make_orthonormal(vectors);
  return vectors;
}

// How far two unit vectors are, whichever way each of them points.
double change(std::vector<double> const& a, std::vector<double> const& b) {
  auto const cosine = std::min(1.0, std::abs(dot(a, b)));
  return norm(a) == 0 && norm(b) == 0 ? 0 : std::sqrt(std::max(0.0, 2 - 2 * cosine));
}

// The eigenvectors of a small symmetric matrix, largest eigenvalue first (Jacobi's rotations).
struct Small {
  std::array<std::array<double, width>, width> matrix{};
  std::array<std::array<double, width>, width> vectors{};  // in columns

  void diagonalise() {
    for (std::size_t i = 0; i < width; ++i)
      vectors[i][i] = 1;
    constexpr int sweeps = 30;
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      for (std::size_t p = 0; p < width; ++p) {
        for (std::size_t q = p + 1; q < width; ++q)
          rotate(p, q);
      }
    }
  }

 private:
  void rotate(std::size_t p, std::size_t q) {
    if (matrix[p][q] == 0) return;
    auto const theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    auto const t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
    auto const c = 1 / std::sqrt(t * t + 1);
    auto const s = t * c;
    for (std::size_t k = 0; k < width; ++k) {
      auto const kp = matrix[k][p];
      auto const kq = matrix[k][q];
      matrix[k][p] = c * kp - s * kq;
      matrix[k][q] = s * kp + c * kq;
    }
    for (std::size_t k = 0; k < width; ++k) {
      auto const pk = matrix[p][k];
      auto const qk = matrix[q][k];
      matrix[p][k] = c * pk - s * qk;
      matrix[q][k] = s * pk + c * qk;
      auto const kp = vectors[k][p];
      auto const kq = vectors[k][q];
      vectors[k][p] = c * kp - s * kq;
      vectors[k][q] = s * kp + c * kq;
    }
  }
};

// Turns the vectors, within the space they span, to its own principal directions (Rayleigh and
// Ritz); gives the variance along each.
std::array<double, width> turn(Vectors& vectors, Vectors const& applied) {
  Small small;
  for (std::size_t i = 0; i < width; ++i) {
    for (std::size_t j = 0; j < width; ++j)
      small.matrix[i][j] = (dot(vectors[i], applied[j]) + dot(vectors[j], applied[i])) / 2;
  }
  small.diagonalise();
  std::array<std::size_t, width> order{0, 1, 2, 3};
  std::ranges::sort(
      order, [&](std::size_t a, std::size_t b) { return small.matrix[a][a] > small.matrix[b][b]; });
  Vectors turned;
  std::array<double, width> variances{};
  for (std::size_t i = 0; i < width; ++i) {
    variances[i] = std::max(0.0, small.matrix[order[i]][order[i]]);
    turned[i].assign(applied[0].size(), 0);
    for (std::size_t j = 0; j < width; ++j) {
      for (std::size_t k = 0; k < applied[j].size(); ++k)
        turned[i][k] += small.vectors[j][order[i]] * applied[j][k];
    }
  }
  vectors = std::move(turned);
  make_orthonormal(vectors);
  return variances;
}

// One of the two ways a vector may point: that of before, or else the one in which its largest
// weight is positive.
void orient(std::vector<double>& vector, std::vector<double> const& before) {
  auto sense = dot(vector, before);
  if (sense == 0 && !vector.empty()) {
    sense = *std::ranges::max_element(vector,
                                      [](double a, double b) { return std::abs(a) < std::abs(b); });
  }
  if (sense >= 0) return;
  for (auto& value : vector)
    value = -value;
}

Point place_of(std::vector<Vote> const& row, Plane const& plane) {
  Point place;
  for (auto const vote : row) {
    auto const deviation = vote.value - plane.means[vote.statement];
    place.x += deviation * plane.weights[vote.statement].x;
    place.y += deviation * plane.weights[vote.statement].y;
  }
  auto const scale =
      std::sqrt(static_cast<double>(plane.means.size()) / static_cast<double>(row.size()));
  return {place.x * scale, place.y * scale};
}

std::vector<Point> places_of(Votes const& votes, Plane const& plane, unsigned threads) {
  std::vector<Point> places(votes.rows.size());
  share(threads, (places.size() + block - 1) / block, [&](std::size_t number) {
    auto const end = std::min(places.size(), (number + 1) * block);
    for (auto i = number * block; i < end; ++i) {
      if (!votes.rows[i].empty()) places[i] = place_of(votes.rows[i], plane);
    }
  });
  return places;
}

}  // namespace

Plane lay_out(Votes const& votes, PlaneOptions const& options, Plane const* before) {
  auto const statements = votes.statements.size();
  auto const threads = std::max(1U, options.threads);
  auto const counts = counts_of(votes, threads);
  Plane plane{.means = means_of(counts)};
  Deviations const deviations{votes, plane.means, threads};
  auto vectors = first_guess(statements, before);
  std::array<double, width> variances{};
  for (double moved = 1; moved > options.tolerance && plane.passes < options.most_passes;
       ++plane.passes) {
    auto const former = vectors;
    variances = turn(vectors, deviations.apply(vectors));
    moved = std::max(change(former[0], vectors[0]), change(former[1], vectors[1]));
  }
  for (std::size_t i = 0; i < 2; ++i) {
    std::vector<double> was(statements, 0);
    for (std::size_t k = 0; before != nullptr && k < std::min(statements, before->weights.size());
         ++k)
      was[k] = i == 0 ? before->weights[k].x : before->weights[k].y;
    orient(vectors[i], was);
    plane.variance[i] = variances[i];
  }
  plane.total_variance = total_variance(counts, plane.means);
  for (std::size_t k = 0; k < statements; ++k) {
    plane.weights.push_back({vectors[0][k], vectors[1][k]});
    plane.beside.push_back({vectors[2][k], vectors[3][k]});
  }
  plane.places = places_of(votes, plane, threads);
  return plane;
}

}  // namespace pacte::decision::opinion
