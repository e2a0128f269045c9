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

// Seats given back to a settled class, so that rounding never makes the next programme infeasible.
constexpr double slack = 1e-11;

class Relaxation {
 public:
  Relaxation(SeatModel const& model, SolverSettings const& settings)
      : model_{model}, programme_{settings}, open_(model.classes.size(), true) {
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
    level_ = programme_.add_column(0, no_limit, -1, entries);
  }

  std::optional<Leximin> run(std::size_t max_stages) {
    Leximin leximin;
    while (std::ranges::find(open_, true) != open_.end() && leximin.stages.size() < max_stages) {
      switch (programme_.solve()) {
        case LinearProgramme::Outcome::infeasible: return std::nullopt;
        case LinearProgramme::Outcome::failed: throw std::runtime_error{"linear programme failed"};
        case LinearProgramme::Outcome::optimal: break;
      }
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

  [[nodiscard]] double share(std::size_t t) const {
    return static_cast<double>(model_.classes[t].people.size()) * model_.classes[t].weight;
  }

  [[nodiscard]] double seats(std::size_t t) const {
    return programme_.value(static_cast<int>(t)) / scale;
  }

  Stage settle() {
    Stage stage{.level = programme_.value(level_) / scale};
    for (std::uint32_t t = 0; t < model_.classes.size(); ++t) {
      auto const price = open_[t] ? programme_.row_price(fairness_[t])
                                  : programme_.reduced_cost(static_cast<int>(t));
      auto const priced = price * share(t) > least_share;
      if (price > 0) stage.prices.push_back({t, price});
      auto const full = stage.level * share(t) >= model_.classes[t].max - slack;
      if (open_[t] && (priced || full)) stage.settled.push_back(t);
    }
    if (stage.settled.empty()) throw std::runtime_error{"linear programme without prices"};
    for (std::size_t r = 0; r < model_.rows.size(); ++r) {
      stage.multipliers.push_back(-programme_.row_price(static_cast<int>(r)));
    }
    stage.bound = relaxed_bound(model_, stage.prices, stage.multipliers);
    for (auto const t : stage.settled) {
      open_[t] = false;
      programme_.set_row_limits(fairness_[t], -no_limit, no_limit);
      auto const kept = std::clamp<double>(std::min(stage.level * share(t), seats(t)) - slack,
                                           model_.classes[t].min, model_.classes[t].max);
      programme_.set_column_limits(static_cast<int>(t), scale * kept,
                                   scale * model_.classes[t].max);
    }
    return stage;
  }

  SeatModel const& model_;
  LinearProgramme programme_;
  std::vector<bool> open_;
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
