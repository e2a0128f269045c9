#include "territory/classes.hpp"

#include <algorithm>
#include <limits>

namespace pacte::territory {
namespace {

struct Distinct {
  double value = 0;
  double count = 0;
};

std::vector<Distinct> distinct(std::span<double const> sorted) {
  std::vector<Distinct> all;
  for (auto const value : sorted) {
    if (all.empty() || all.back().value != value) all.push_back({value, 0});
    all.back().count += 1;
  }
  return all;
}

std::vector<double> quantiles(std::span<double const> sorted, std::size_t count) {
  std::vector<double> bounds;
  for (std::size_t i = 0; i < count; ++i) {
    auto const bound = sorted[i * sorted.size() / count];
    if (bounds.empty() || bounds.back() != bound) bounds.push_back(bound);
  }
  return bounds;
}

std::vector<double> equal_steps(std::span<double const> sorted, std::size_t count) {
  auto const least = sorted.front();
  auto const step = (sorted.back() - least) / static_cast<double>(count);
  std::vector<double> bounds{least};
  for (std::size_t i = 1; i < count && step > 0; ++i)
    bounds.push_back(least + (step * static_cast<double>(i)));
  return bounds;
}

// Sums of counts, values and squares up to each distinct value: the variance of any run in one
// step. Values are taken from their mean, so that squares of large numbers do not eat small
// differences.
class Runs {
 public:
  explicit Runs(std::vector<Distinct> const& values) {
    double total = 0;
    double count = 0;
    for (auto const& one : values) {
      total += one.value * one.count;
      count += one.count;
    }
    auto const mean = total / count;
    sums_.push_back({});
    for (auto const& one : values) {
      auto const offset = one.value - mean;
      auto const& last = sums_.back();
      sums_.push_back({last.count + one.count, last.value + (offset * one.count),
                       last.square + (offset * offset * one.count)});
    }
  }

  // Squared distances to the mean, of the values from `first` up to `end` excluded.
  [[nodiscard]] double spread(std::size_t first, std::size_t end) const {
    auto const count = sums_[end].count - sums_[first].count;
    auto const value = sums_[end].value - sums_[first].value;
    auto const square = sums_[end].square - sums_[first].square;
    return std::max(0.0, square - (value * value / count));
  }

 private:
  struct Sum {
    double count = 0;
    double value = 0;
    double square = 0;
  };
  std::vector<Sum> sums_;
};

// Row by row of classes; the best cut moves right with the end, so each row halves on the middle
// one: n log n steps a row.
class Jenks {
 public:
  Jenks(std::vector<Distinct> const& values, std::size_t classes)
      : runs_{values}, size_{values.size()} {
    std::vector<double> row(size_ + 1);
    for (std::size_t end = 1; end <= size_; ++end)
      row[end] = runs_.spread(0, end);
    above_ = std::move(row);
    for (std::size_t k = 2; k <= classes; ++k) {
      cuts_.emplace_back(size_ + 1, 0);
      row_.assign(size_ + 1, std::numeric_limits<double>::infinity());
      fill(k, k, size_, k - 1, size_ - 1);
      above_ = row_;
    }
  }

  // The first value of each class.
  [[nodiscard]] std::vector<std::size_t> starts() const {
    std::vector<std::size_t> starts;
    auto end = size_;
    for (auto k = cuts_.size(); k > 0; --k) {
      end = cuts_[k - 1][end];
      starts.push_back(end);
    }
    starts.push_back(0);
    std::ranges::reverse(starts);
    return starts;
  }

 private:
  void fill(std::size_t k, std::size_t first, std::size_t last, std::size_t least,
            std::size_t most) {
    if (first > last) return;
    auto const middle = (first + last) / 2;
    auto& best = row_[middle];
    auto& cut = cuts_.back()[middle];
    for (auto start = std::max(least, k - 1); start <= std::min(most, middle - 1); ++start) {
      auto const whole = above_[start] + runs_.spread(start, middle);
      if (whole < best) {
        best = whole;
        cut = start;
      }
    }
    fill(k, first, middle - 1, least, cut);
    fill(k, middle + 1, last, cut, most);
  }

  Runs runs_;
  std::size_t size_;
  std::vector<double> above_;  // least spread of the values before each end, in one class less
  std::vector<double> row_;
  std::vector<std::vector<std::size_t>> cuts_;
};

std::vector<double> jenks(std::span<double const> sorted, std::size_t count) {
  auto const values = distinct(sorted);
  std::vector<double> bounds;
  for (auto const start : Jenks{values, std::min(count, values.size())}.starts())
    bounds.push_back(values[start].value);
  return bounds;
}

}  // namespace

std::string_view label(Classification method) {
  switch (method) {
    case Classification::quantiles: return "quantiles";
    case Classification::jenks: return "seuils naturels (Jenks)";
    case Classification::equal_steps: return "intervalles égaux";
  }
  return "";
}

std::vector<double> class_bounds(std::span<double const> values, std::size_t count,
                                 Classification method) {
  if (values.empty() || count == 0) return {};
  std::vector<double> sorted{values.begin(), values.end()};
  std::ranges::sort(sorted);
  switch (method) {
    case Classification::quantiles: return quantiles(sorted, count);
    case Classification::jenks: return jenks(sorted, count);
    case Classification::equal_steps: return equal_steps(sorted, count);
  }
  return {};
}

std::size_t class_of(double value, std::span<double const> bounds) {
  auto const above = std::ranges::upper_bound(bounds, value);
  auto const at = above - bounds.begin();
  return at == 0 ? 0 : static_cast<std::size_t>(at - 1);
}

}  // namespace pacte::territory
