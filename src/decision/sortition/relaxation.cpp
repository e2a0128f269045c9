#include "decision/sortition/relaxation.hpp"

#include <algorithm>
#include <stdexcept>

namespace pacte::decision::sortition {
namespace {

// A price under this may be noise of the solver, and settles nothing; the shares of all the prices
// add up to 1.
constexpr double least_share = 1e-7;

// The solver keeps rows within an absolute tolerance: seats are counted in thousandths.
constexpr double scale = 1000;

// Rounding can make the settled levels impossible together: they are then given as little slack as
// will do, in seats.
constexpr double least_slack = 1e-13;
constexpr double most_slack = 1e-8;

// A class that lacks fewer seats than this has all of its own.
constexpr double full = 1e-10;

// Small programmes whose prices are read: no perturbation.
SolverSettings exact(SolverSettings settings) {
  settings.perturbation = false;
  return settings;
}

class Relaxation {
 public:
  Relaxation(SeatModel const& model, SolverSettings const& settings)
      : model_{model},
        programme_{exact(settings)},
        open_(model.classes.size(), true),
        levels_(model.classes.size()),
        kept_(model.classes.size()) {
    for (auto const& row : model.rows)
      programme_.add_row(scale * row.min, scale * row.max);
    for (std::size_t t = 0; t < model.classes.size(); ++t) {
      fairness_.push_back(programme_.add_row(0, no_limit));
    }
    for (std::size_t t = 0; t < model.classes.size(); ++t)
      add_class(t);
    std::vector<Entry> entries;
    for (std::size_t t = 0; t < model.classes.size(); ++t) {
      entries.push_back({fairness_[t], -share(t)});
    }
    level_ = programme_.add_column(0, no_limit, -scale, entries);
  }

  std::optional<Leximin> run(std::size_t max_stages) {
    Leximin leximin;
    while (std::ranges::find(open_, true) != open_.end() && leximin.stages.size() < max_stages) {
      if (!solve()) return std::nullopt;
      leximin.stages.push_back(settle());
    }
    for (std::size_t t = 0; t < model_.classes.size(); ++t) {
      leximin.seats.push_back(seats(t));
    }
    return leximin;
  }

 private:
  void add_class(std::size_t t) {
    std::vector<Entry> entries;
    for (auto const r : model_.rows_of[t])
      entries.push_back({static_cast<int>(r), 1});
    entries.push_back({fairness_[t], 1});
    programme_.add_column(scale * model_.classes[t].min, scale * model_.classes[t].max, 0, entries);
  }

  bool solve() {
    while (slack_ < most_slack) {
      auto const outcome = programme_.solve();
      if (outcome == LinearProgramme::Outcome::optimal) return true;
      if (std::ranges::find(open_, false) == open_.end()) {
        if (outcome == LinearProgramme::Outcome::infeasible) return false;
        break;
      }
      slack_ *= 10;
      for (std::size_t t = 0; t < open_.size(); ++t) {
        if (!open_[t]) keep(t);
      }
    }
    throw std::runtime_error{"linear programme failed"};
  }

  void keep(std::size_t t) {
    auto const& people = model_.classes[t];
    auto const least = std::clamp<double>(kept_[t] - slack_, people.min, people.max);
    programme_.set_column_limits(static_cast<int>(t), scale * least, scale * people.max);
  }

  [[nodiscard]] double share(std::size_t t) const {
    return static_cast<double>(model_.classes[t].people.size()) * model_.classes[t].weight;
  }

  [[nodiscard]] double seats(std::size_t t) const {
    return programme_.value(static_cast<int>(t)) / scale;
  }

  [[nodiscard]] double proven(Stage const& stage) const {
    auto left = stage.bound;
    auto open = 0.0;
    for (auto const& [t, price] : stage.prices) {
      if (open_[t]) {
        open += price * share(t);
      } else {
        left -= price * levels_[t] * share(t);
      }
    }
    return left / open;
  }

  Stage settle() {
    Stage stage{.level = programme_.value(level_) / scale};
    for (std::uint32_t t = 0; t < model_.classes.size(); ++t) {
      auto const price = (open_[t] ? programme_.row_price(fairness_[t])
                                   : programme_.reduced_cost(static_cast<int>(t))) /
                         scale;
      auto const priced = price * share(t) > least_share;
      if (price > 0) stage.prices.push_back({t, price});
      auto const whole = stage.level * share(t) >= model_.classes[t].max - full;
      if (open_[t] && (priced || whole)) stage.settled.push_back(t);
    }
    if (stage.settled.empty()) throw std::runtime_error{"linear programme without prices"};
    for (std::size_t r = 0; r < model_.rows.size(); ++r) {
      stage.multipliers.push_back(-programme_.row_price(static_cast<int>(r)) / scale);
    }
    stage.bound = relaxed_bound(model_, stage.prices, stage.multipliers);
    // What is proven, free of the solver's tolerance.
    stage.level = std::min(stage.level, proven(stage));
    for (auto const t : stage.settled) {
      open_[t] = false;
      programme_.set_row_limits(fairness_[t], -no_limit, no_limit);
      levels_[t] = stage.level;
      kept_[t] = std::min(stage.level * share(t), seats(t));
      keep(t);
    }
    return stage;
  }

  SeatModel const& model_;
  LinearProgramme programme_;
  std::vector<bool> open_;
  std::vector<double> levels_;  // of settled classes
  std::vector<double> kept_;    // their seats
  double slack_ = least_slack;
  std::vector<int> fairness_;
  int level_ = 0;
};

}  // namespace

double relaxed_bound(SeatModel const& model, std::vector<ClassPrice> const& prices,
                     std::vector<double> const& multipliers) {
  std::vector<double> left(model.classes.size());
  for (auto const& [t, price] : prices)
    left[t] += price;
  double bound = 0;
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    bound += std::max(multipliers[r] * model.rows[r].min, multipliers[r] * model.rows[r].max);
    for (auto const t : model.rows[r].classes)
      left[t] -= multipliers[r];
  }
  for (std::size_t t = 0; t < left.size(); ++t) {
    bound += std::max(left[t] * model.classes[t].min, left[t] * model.classes[t].max);
  }
  return bound;
}

std::optional<Leximin> relaxed_leximin(SeatModel const& model, SolverSettings const& settings,
                                       std::size_t max_stages) {
  return Relaxation{model, settings}.run(max_stages);
}

}  // namespace pacte::decision::sortition
