#include "decision/sortition/barrier.hpp"

#include <algorithm>
#include <cmath>

namespace pacte::decision::sortition {
namespace {

constexpr std::size_t most_steps = 200;
constexpr double last_mu = 1e-13;
constexpr double accuracy = 1e-10;
constexpr double damping = 0.995;  // of the way to the nearest limit

// Symmetric positive definite systems, dense: as many unknowns as there are rows.
class Cholesky {
 public:
  explicit Cholesky(std::size_t size) : size_{size}, values_(size * size) {}

  double& at(std::size_t i, std::size_t j) { return values_[(i * size_) + j]; }
  void clear() { std::ranges::fill(values_, 0); }

  // A pivot that vanishes stands for a row that follows from others: its unknown is left at zero.
  void factorise() {
    auto greatest = 0.0;
    for (std::size_t i = 0; i < size_; ++i)
      greatest = std::max(greatest, at(i, i));
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        auto sum = at(i, j);
        auto const* a = &values_[i * size_];
        auto const* b = &values_[j * size_];
        for (std::size_t k = 0; k < j; ++k)
          sum -= a[k] * b[k];
        if (i != j) {
          at(i, j) = sum / at(j, j);
        } else {
          at(i, i) = sum > 1e-15 * greatest ? std::sqrt(sum) : 1e100;
        }
      }
    }
  }

  void solve(std::vector<double>& right) {
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t k = 0; k < i; ++k)
        right[i] -= at(i, k) * right[k];
      right[i] /= at(i, i);
    }
    for (auto i = size_; i-- > 0;) {
      for (auto k = i + 1; k < size_; ++k)
        right[i] -= at(k, i) * right[k];
      right[i] /= at(i, i);
    }
  }

 private:
  std::size_t size_;
  std::vector<double> values_;
};

class Barrier {
 public:
  Barrier(std::vector<BarrierVariable> const& variables, std::vector<BarrierRow> const& rows)
      : variables_{variables},
        rows_{rows},
        lower_price_(variables.size(), 0),
        upper_price_(variables.size(), 0),
        curvature_(variables.size()),
        pull_(variables.size()),
        step_(variables.size()),
        columns_(variables.size()),
        multipliers_(rows.size()),
        system_{rows.size()} {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (auto const& entry : rows[r].entries) {
        columns_[static_cast<std::size_t>(entry.index)].push_back(
            {static_cast<int>(r), entry.value});
      }
    }
    for (std::size_t i = 0; i < variables.size(); ++i) {
      auto const& v = variables[i];
      values_.push_back(bounded(i) ? (v.lower + v.upper) / 2 : v.lower + 1);
      if (fixed(i)) continue;
      lower_price_[i] = 1;
      if (bounded(i)) upper_price_[i] = 1;
    }
  }

  std::optional<std::vector<double>> run() {
    auto mu = 1.0;
    for (std::size_t i = 0; i < most_steps; ++i) {
      auto const error = advance(mu);
      auto const finite = [](double value) { return std::isfinite(value); };
      if (!std::isfinite(error) || !std::ranges::all_of(values_, finite)) return std::nullopt;
      if (error < accuracy && mu <= last_mu) return values_;
      if (error < 10 * std::max(mu, accuracy)) mu = std::max(last_mu, mu / 5);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool bounded(std::size_t i) const { return variables_[i].upper < no_limit; }
  [[nodiscard]] bool fixed(std::size_t i) const {
    return variables_[i].lower == variables_[i].upper;
  }

  // One Newton step on the conditions of optimality relaxed by mu; gives their largest error.
  double advance(double mu) {
    auto error = linearise(mu);
    std::vector<double> right(rows_.size());
    system_.clear();
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      right[r] = rows_[r].total;
      for (auto const& entry : rows_[r].entries) {
        auto const i = static_cast<std::size_t>(entry.index);
        right[r] -= entry.value * values_[i];
      }
      error = std::max(error, std::abs(right[r]));
    }
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      if (fixed(i)) continue;
      for (auto const& [r, a] : columns_[i]) {
        right[static_cast<std::size_t>(r)] -= a * pull_[i] / curvature_[i];
        for (auto const& [q, b] : columns_[i]) {
          system_.at(static_cast<std::size_t>(r), static_cast<std::size_t>(q)) +=
              a * b / curvature_[i];
        }
      }
    }
    system_.factorise();
    system_.solve(right);
    move(mu, right);
    return error;
  }

  // Curvature and pull of each variable, the limits' prices eliminated.
  double linearise(double mu) {
    auto error = 0.0;
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      if (fixed(i)) continue;
      auto const& v = variables_[i];
      auto slope = v.gain > 0 ? v.gain / values_[i] : 0.0;
      for (auto const& [r, a] : columns_[i])
        slope -= a * multipliers_[static_cast<std::size_t>(r)];
      auto const below = values_[i] - v.lower;
      curvature_[i] = lower_price_[i] / below;
      if (v.gain > 0) curvature_[i] += v.gain / (values_[i] * values_[i]);
      pull_[i] = slope + (mu / below);
      auto residue = slope + lower_price_[i];
      error = std::max(error, std::abs((lower_price_[i] * below) - mu));
      if (bounded(i)) {
        auto const above = v.upper - values_[i];
        curvature_[i] += upper_price_[i] / above;
        pull_[i] -= mu / above;
        residue -= upper_price_[i];
        error = std::max(error, std::abs((upper_price_[i] * above) - mu));
      }
      error = std::max(error, std::abs(residue) / (1 + std::abs(slope)));
    }
    return error;
  }

  void move(double mu, std::vector<double> const& solved) {
    // `solved` holds minus the change of the multipliers.
    auto length = 1.0;
    auto price_length = 1.0;
    std::vector<double> lower_step(variables_.size());
    std::vector<double> upper_step(variables_.size());
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      step_[i] = 0;
      if (fixed(i)) continue;
      auto pull = pull_[i];
      for (auto const& [r, a] : columns_[i])
        pull += a * solved[static_cast<std::size_t>(r)];
      step_[i] = pull / curvature_[i];
      auto const below = values_[i] - variables_[i].lower;
      lower_step[i] = ((mu - (lower_price_[i] * step_[i])) / below) - lower_price_[i];
      shorten(length, below, step_[i]);
      shorten(price_length, lower_price_[i], lower_step[i]);
      if (!bounded(i)) continue;
      auto const above = variables_[i].upper - values_[i];
      upper_step[i] = ((mu + (upper_price_[i] * step_[i])) / above) - upper_price_[i];
      shorten(length, above, -step_[i]);
      shorten(price_length, upper_price_[i], upper_step[i]);
    }
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      values_[i] += length * step_[i];
      lower_price_[i] += price_length * lower_step[i];
      upper_price_[i] += price_length * upper_step[i];
    }
    for (std::size_t r = 0; r < rows_.size(); ++r)
      multipliers_[r] -= price_length * solved[r];
  }

  static void shorten(double& length, double room, double step) {
    if (step < 0) length = std::min(length, damping * room / -step);
  }

  std::vector<BarrierVariable> const& variables_;
  std::vector<BarrierRow> const& rows_;
  std::vector<double> values_;
  std::vector<double> lower_price_;
  std::vector<double> upper_price_;
  std::vector<double> curvature_;
  std::vector<double> pull_;
  std::vector<double> step_;
  std::vector<std::vector<Entry>> columns_;  // by variable, its rows
  std::vector<double> multipliers_;
  Cholesky system_;
};

}  // namespace

std::optional<std::vector<double>> maximise_logarithms(
    std::vector<BarrierVariable> const& variables, std::vector<BarrierRow> const& rows) {
  return Barrier{variables, rows}.run();
}

}  // namespace pacte::decision::sortition
