// The panel of greatest price, when each seat of a class has one: what column generation asks.
#pragma once

#include <optional>
#include <vector>

#include "decision/sortition/classes.hpp"
#include "decision/sortition/integer.hpp"

namespace pacte::decision::sortition {

struct PricedPanel {
  double price = 0;  // sum of the prices of its seats
  Seats seats;
};

class Pricing {
 public:
  Pricing(SeatModel const& model, SolverSettings const& settings);

  /// Lists all panels if they are few, for all calls that follow. True when it did.
  bool enumerate();

  /// The best of all panels, from their list or by an integer programme; nothing when there is no
  /// panel at all.
  std::optional<PricedPanel> best(std::vector<double> const& prices);
  /// Any panel.
  std::optional<Seats> any();

 private:
  std::optional<Seats> solve_programme();
  [[nodiscard]] std::optional<PricedPanel> best_listed(std::vector<double> const& prices) const;

  SeatModel const& model_;
  std::optional<std::vector<Seats>> all_;
  IntegerProgramme programme_;
  IntegerOptions options_;
};

}  // namespace pacte::decision::sortition
