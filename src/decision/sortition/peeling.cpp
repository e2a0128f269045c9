#include "decision/sortition/peeling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pacte::decision::sortition {
namespace {

constexpr double noise = 1e-9;         // of the seats of a panel
constexpr double point_noise = 3e-10;  // of the seats given
constexpr double least_mass = 1e-9;    // what is left under this is nothing
constexpr double least_weight = least_mass / 2;
constexpr std::size_t moves = 300;
constexpr std::size_t tries = 3;

class Peeler {
 public:
  Peeler(SeatModel const& model, Peeling start, bool whole, SearchRandom& random)
      : model_{model}, search_{model, random}, whole_{whole}, peeling_{std::move(start)} {}

  Peeling run() {
    auto weight = rounded((peeling_.mass + (whole_ ? 1 : 0)) / 2);
    while (peeling_.mass > least_mass && weight > least_weight) {
      weight = std::min(weight, peeling_.mass);
      auto const panel = find(weight);
      if (!panel) {
        weight = rounded(weight / 2);
        continue;
      }
      take(*panel, std::max(weight, rounded(most_weight(*panel))));
    }
    return std::move(peeling_);
  }

 private:
  [[nodiscard]] double rounded(double weight) const { return whole_ ? std::floor(weight) : weight; }

  [[nodiscard]] std::vector<double> row_sums() const {
    std::vector<double> sums(model_.rows.size());
    for (std::size_t r = 0; r < sums.size(); ++r) {
      for (auto const t : model_.rows[r].classes)
        sums[r] += peeling_.left[t];
    }
    return sums;
  }

  // The seats that a panel of this weight may have: what is left after it can still be written
  // with fractional panels, so limits that bind now bind every panel taken.
  [[nodiscard]] SeatBox box(double weight) const {
    SeatBox box;
    auto const after = peeling_.mass - weight;
    auto const at_least = [&](double left, int max) {
      return static_cast<int>(std::ceil((left - after * max) / weight - noise_of(weight)));
    };
    auto const at_most = [&](double left, int min) {
      return static_cast<int>(std::floor((left - after * min) / weight + noise_of(weight)));
    };
    for (std::size_t t = 0; t < model_.classes.size(); ++t) {
      auto const& people = model_.classes[t];
      box.class_min.push_back(std::max(people.min, at_least(peeling_.left[t], people.max)));
      box.class_max.push_back(std::min(people.max, at_most(peeling_.left[t], people.min)));
    }
    auto const sums = row_sums();
    for (std::size_t r = 0; r < model_.rows.size(); ++r) {
      auto const& row = model_.rows[r];
      box.row_min.push_back(std::max(row.min, at_least(sums[r], row.max)));
      box.row_max.push_back(std::min(row.max, at_most(sums[r], row.min)));
    }
    return box;
  }

  [[nodiscard]] static double noise_of(double weight) {
    return std::max(noise, point_noise / weight);
  }

  [[nodiscard]] static bool possible(SeatBox const& box) {
    for (std::size_t t = 0; t < box.class_min.size(); ++t) {
      if (box.class_min[t] > box.class_max[t]) return false;
    }
    for (std::size_t r = 0; r < box.row_min.size(); ++r) {
      if (box.row_min[r] > box.row_max[r]) return false;
    }
    return true;
  }

  std::optional<Seats> find(double weight) {
    auto const limits = box(weight);
    if (!possible(limits)) return std::nullopt;
    auto near = peeling_.left;
    for (auto& seats : near)
      seats /= peeling_.mass;
    for (std::size_t i = 0; i < tries; ++i) {
      if (auto panel = search_.find(limits, near, moves)) return panel;
    }
    return std::nullopt;
  }

  // The largest weight that this panel can have.
  [[nodiscard]] double most_weight(Seats const& panel) const {
    auto most = peeling_.mass;
    auto const limit = [&](double left, int seats, int min, int max) {
      if (seats > min) most = std::min(most, (left - peeling_.mass * min) / (seats - min));
      if (seats < max) most = std::min(most, (peeling_.mass * max - left) / (max - seats));
    };
    for (std::size_t t = 0; t < panel.size(); ++t) {
      limit(peeling_.left[t], panel[t], model_.classes[t].min, model_.classes[t].max);
    }
    auto const sums = row_sums();
    for (std::size_t r = 0; r < sums.size(); ++r) {
      auto seats = 0;
      for (auto const t : model_.rows[r].classes)
        seats += panel[t];
      limit(sums[r], seats, model_.rows[r].min, model_.rows[r].max);
    }
    return most;
  }

  void take(Seats const& panel, double weight) {
    weight = std::min(weight, peeling_.mass);
    for (std::size_t t = 0; t < panel.size(); ++t) {
      peeling_.left[t] = std::max(0.0, peeling_.left[t] - weight * panel[t]);
    }
    peeling_.mass -= weight;
    peeling_.panels.push_back({weight, panel});
  }

  SeatModel const& model_;
  PanelSearch search_;
  bool whole_ = false;  // weights are whole numbers
  Peeling peeling_;
};

}  // namespace

Peeling peel(SeatModel const& model, std::vector<double> const& seats, SearchRandom& random) {
  return Peeler{model, {.panels = {}, .mass = 1, .left = seats}, false, random}.run();
}

Peeling peel_whole(SeatModel const& model, Peeling start, SearchRandom& random) {
  return Peeler{model, std::move(start), true, random}.run();
}

}  // namespace pacte::decision::sortition
