#include "decision/sortition/pricing.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "decision/sortition/enumeration.hpp"

namespace pacte::decision::sortition {
namespace {

// The greatest price is brought to this, well above the solver's tolerances.
constexpr double greatest_price = 1000;

}  // namespace

Pricing::Pricing(SeatModel const& model, SolverSettings const& settings) : model_{model} {
  options_.settings = settings;
  for (auto const& people : model.classes) {
    programme_.columns.push_back(
        {.lower = 1.0 * people.min, .upper = 1.0 * people.max, .cost = 0, .integer = true});
  }
  for (auto const& row : model.rows) {
    IntegerRow written{.lower = 1.0 * row.min, .upper = 1.0 * row.max, .entries = {}};
    for (auto const t : row.classes)
      written.entries.push_back({static_cast<int>(t), 1});
    programme_.rows.push_back(std::move(written));
  }
}

std::optional<Seats> Pricing::solve_programme() {
  auto const result = solve(programme_, options_);
  if (result.status == IntegerResult::Status::infeasible) return std::nullopt;
  auto const wanted = result.status == IntegerResult::Status::optimal ||
                      (options_.any_solution && !result.values.empty());
  if (!wanted) throw std::runtime_error{"integer programme failed"};
  Seats seats;
  for (auto const value : result.values)
    seats.push_back(static_cast<int>(value));
  if (!is_panel(model_, seats)) throw std::runtime_error{"integer programme gave no panel"};
  return seats;
}

bool Pricing::enumerate() {
  if (!all_) all_ = all_panels(model_, {});
  return all_.has_value();
}

std::optional<PricedPanel> Pricing::best_listed(std::vector<double> const& prices) const {
  std::optional<PricedPanel> best;
  Seats const* where = nullptr;
  for (auto const& seats : *all_) {
    auto price = 0.0;
    for (std::size_t t = 0; t < prices.size(); ++t)
      price += prices[t] * seats[t];
    if (best && price <= best->price) continue;
    best.emplace().price = price;
    where = &seats;
  }
  if (best) best->seats = *where;
  return best;
}

std::optional<PricedPanel> Pricing::best(std::vector<double> const& prices) {
  if (all_) return best_listed(prices);
  auto const greatest = std::ranges::max(prices, {}, [](double p) { return std::abs(p); });
  auto const scale = greatest == 0 ? 1 : greatest_price / std::abs(greatest);
  for (std::size_t t = 0; t < prices.size(); ++t)
    programme_.columns[t].cost = -scale * prices[t];
  options_.any_solution = false;
  auto seats = solve_programme();
  if (!seats) return std::nullopt;
  PricedPanel panel{.price = 0, .seats = std::move(*seats)};
  for (std::size_t t = 0; t < prices.size(); ++t)
    panel.price += prices[t] * panel.seats[t];
  return panel;
}

std::optional<Seats> Pricing::any() {
  for (auto& column : programme_.columns)
    column.cost = 0;
  options_.any_solution = true;
  return solve_programme();
}

}  // namespace pacte::decision::sortition
