#include "decision/sortition/column_generation.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace pacte::decision::sortition {
namespace {

constexpr double scale = 1000;  // see the relaxation
constexpr double full = 1e-10;  // seats: a class that lacks fewer has all of its own
constexpr double least_slack = 1e-13;
constexpr double most_slack = 1e-8;
constexpr double least_share = 1e-7;  // prices under this may be noise
constexpr double closed = 1e-10;      // a stage is closed when no panel can raise it by more

class Generation {
 public:
  Generation(SeatModel const& model, Pricing& pricing, SolverSettings const& settings)
      : model_{model}, pricing_{pricing}, master_{settings}, open_(model.classes.size(), true) {
    std::vector<Entry> entries;
    for (std::size_t t = 0; t < model.classes.size(); ++t) {
      entries.push_back({master_.add_row(0, no_limit), -share(t)});
    }
    whole_ = master_.add_row(scale, scale);
    level_ = master_.add_column(0, no_limit, -scale, entries);
    levels_.resize(model.classes.size());
    kept_.resize(model.classes.size());
  }

  ColumnLeximin run(std::vector<Seats> known, std::size_t max_stages,
                    std::function<void(std::size_t)> const& told) {
    for (auto& panel : known)
      add(std::move(panel));
    Leximin leximin;
    std::size_t settled = 0;
    while (settled < open_.size() && leximin.stages.size() < max_stages) {
      leximin.stages.push_back(stage());
      settled += leximin.stages.back().settled.size();
      if (told) told(settled);
    }
    return {.leximin = std::move(leximin), .panels = lottery()};
  }

 private:
  [[nodiscard]] double share(std::size_t t) const {
    return static_cast<double>(model_.classes[t].people.size()) * model_.classes[t].weight;
  }

  bool add(Seats panel) {
    if (!met_.insert(panel).second) return false;
    std::vector<Entry> entries;
    for (std::size_t t = 0; t < panel.size(); ++t) {
      if (panel[t] > 0) entries.push_back({static_cast<int>(t), 1.0 * panel[t]});
    }
    entries.push_back({whole_, 1});
    master_.add_column(0, no_limit, 0, entries);
    panels_.push_back(std::move(panel));
    return true;
  }

  // Rounding can make the settled levels impossible together: they are then given as little slack
  // as will do.
  void solve() {
    while (slack_ < most_slack) {
      if (master_.solve_primal() == LinearProgramme::Outcome::optimal) return;
      if (master_.solve() == LinearProgramme::Outcome::optimal) return;
      slack_ *= 10;
      for (std::size_t t = 0; t < open_.size(); ++t) {
        if (!open_[t]) keep(t);
      }
    }
    throw std::runtime_error{"linear programme failed"};
  }

  void keep(std::size_t t) {
    master_.set_row_limits(static_cast<int>(t), scale * std::max(0.0, kept_[t] - slack_), no_limit);
  }

  // Prices per seat such that the open classes' shares add up to 1.
  [[nodiscard]] std::vector<double> prices() const {
    std::vector<double> prices(open_.size());
    for (std::size_t t = 0; t < prices.size(); ++t) {
      prices[t] = std::max(0.0, master_.row_price(static_cast<int>(t))) / scale;
    }
    return prices;
  }

  // The level that a bound on the price of panels leaves to the open classes.
  [[nodiscard]] double level_under(double bound, std::vector<double> const& prices) const {
    auto open = 0.0;
    for (std::size_t t = 0; t < prices.size(); ++t) {
      if (open_[t]) {
        open += prices[t] * share(t);
      } else {
        bound -= prices[t] * levels_[t] * share(t);
      }
    }
    if (open <= 0) throw std::runtime_error{"linear programme without prices"};
    return bound / open;
  }

  Stage stage() {
    while (true) {
      solve();
      auto const level = master_.value(level_) / scale;
      auto const now = prices();
      auto best = pricing_.best(now);
      if (!best) throw std::runtime_error{"no panel to price"};
      auto const ceiling = level_under(best->price, now);
      // A panel that is known already cannot raise the level: what is left is rounding.
      if (ceiling - level > closed && add(std::move(best->seats))) continue;
      // What is proven, free of the slack that was given.
      return settle(std::min(level, ceiling), best->price, now);
    }
  }

  Stage settle(double level, double bound, std::vector<double> const& prices) {
    Stage stage{.level = level, .bound = bound};
    for (std::uint32_t t = 0; t < prices.size(); ++t) {
      if (prices[t] > 0) stage.prices.push_back({t, prices[t]});
      auto const whole = level * share(t) >= model_.classes[t].max - full;
      if (open_[t] && (whole || prices[t] * share(t) > least_share)) stage.settled.push_back(t);
    }
    if (stage.settled.empty()) throw std::runtime_error{"linear programme without prices"};
    auto const now = seats();
    for (auto const t : stage.settled) {
      open_[t] = false;
      levels_[t] = level;
      master_.set_coefficient(static_cast<int>(t), level_, 0);
      // Not above the point found: it must stay within the limits.
      kept_[t] = std::min(level * share(t), now[t]);
      keep(t);
    }
    return stage;
  }

  [[nodiscard]] std::vector<double> seats() const {
    std::vector<double> seats(open_.size());
    for (std::size_t i = 0; i < panels_.size(); ++i) {
      auto const weight = master_.value(static_cast<int>(i) + level_ + 1) / scale;
      if (weight <= 0) continue;
      for (std::size_t t = 0; t < seats.size(); ++t)
        seats[t] += weight * panels_[i][t];
    }
    return seats;
  }

  [[nodiscard]] std::vector<WeightedPanel> lottery() const {
    std::vector<WeightedPanel> lottery;
    auto total = 0.0;
    for (std::size_t i = 0; i < panels_.size(); ++i) {
      auto const weight = master_.value(static_cast<int>(i) + level_ + 1);
      if (weight <= 0) continue;
      lottery.push_back({weight, panels_[i]});
      total += weight;
    }
    for (auto& panel : lottery)
      panel.weight /= total;
    return lottery;
  }

  SeatModel const& model_;
  Pricing& pricing_;
  LinearProgramme master_;
  std::vector<bool> open_;
  std::vector<double> levels_;  // of settled classes
  std::vector<double> kept_;    // their seats
  double slack_ = least_slack;
  int whole_ = 0;
  int level_ = 0;
  std::set<Seats> met_;
  std::vector<Seats> panels_;
};

}  // namespace

ColumnLeximin column_leximin(SeatModel const& model, std::vector<Seats> known, Pricing& pricing,
                             SolverSettings const& settings, std::size_t max_stages,
                             std::function<void(std::size_t)> const& settled) {
  auto found = Generation{model, pricing, settings}.run(std::move(known), max_stages, settled);
  found.leximin.seats.assign(model.classes.size(), 0);
  for (auto const& [weight, seats] : found.panels) {
    for (std::size_t t = 0; t < seats.size(); ++t)
      found.leximin.seats[t] += weight * seats[t];
  }
  return found;
}

}  // namespace pacte::decision::sortition
