#include "decision/sortition/nash.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "decision/sortition/barrier.hpp"
#include "decision/sortition/linear.hpp"
#include "decision/sortition/mixing.hpp"
#include "decision/sortition/pricing.hpp"

namespace pacte::decision::sortition {
namespace {

constexpr double closed = 1e-9;  // relative difference under which no panel improves the product

double gain_of(PeopleClass const& people) {
  return static_cast<double>(people.people.size()) * people.weight;
}

// Prices at which the point is worth the sum of the gains; a panel worth more would improve it.
Stage stage_at(SeatModel const& model, std::vector<double> const& seats) {
  Stage stage;
  for (std::uint32_t t = 0; t < seats.size(); ++t) {
    if (seats[t] > 0) stage.prices.push_back({t, gain_of(model.classes[t]) / seats[t]});
  }
  return stage;
}

double gap_of(SeatModel const& model, Stage const& stage) {
  auto whole = 0.0;
  for (auto const& [t, price] : stage.prices)
    whole += gain_of(model.classes[t]);
  return std::max(0.0, (stage.bound / whole) - 1);
}

// Limits that the other features of a category imply. The interior-point method needs room: a row
// that has only one possible sum must say so.
std::vector<Row> tightened(SeatModel const& model) {
  auto rows = model.rows;
  for (auto& row : rows) {
    if (row.kind != Row::Kind::feature) continue;
    auto others_min = 0;
    auto others_max = 0;
    for (auto const& other : model.rows) {
      if (other.kind != Row::Kind::feature || other.category != row.category) continue;
      if (other.feature == row.feature) continue;
      others_min += other.min;
      others_max += other.max;
    }
    row.min = std::max(row.min, model.size - others_max);
    row.max = std::min(row.max, model.size - others_min);
  }
  // Where every sum of a category is known, one of them follows from the size.
  std::set<std::size_t> unknown;
  for (auto const& row : rows) {
    if (row.kind == Row::Kind::feature && row.min < row.max) unknown.insert(row.category);
  }
  std::erase_if(rows, [&](Row const& row) {
    return row.kind == Row::Kind::feature && row.feature == 0 && !unknown.contains(row.category);
  });
  return rows;
}

// The multipliers that best bound the price of a panel.
std::vector<double> best_multipliers(SeatModel const& model, std::vector<ClassPrice> const& prices,
                                     SolverSettings settings) {
  settings.perturbation = false;
  LinearProgramme programme{settings};
  for (auto const& row : model.rows)
    programme.add_row(row.min, row.max);
  std::vector<double> costs(model.classes.size());
  for (auto const& [t, price] : prices)
    costs[t] = -price;
  for (std::size_t t = 0; t < costs.size(); ++t) {
    std::vector<Entry> entries;
    for (auto const r : model.rows_of[t])
      entries.push_back({static_cast<int>(r), 1});
    programme.add_column(model.classes[t].min, model.classes[t].max, costs[t], entries);
  }
  if (programme.solve() != LinearProgramme::Outcome::optimal) {
    throw std::runtime_error{"linear programme failed"};
  }
  std::vector<double> multipliers;
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    multipliers.push_back(-programme.row_price(static_cast<int>(r)));
  }
  return multipliers;
}

// The best point of fractional panels: classes, then a variable for each row's sum.
std::optional<std::vector<double>> relaxed_point(SeatModel const& model) {
  std::vector<BarrierVariable> variables;
  std::vector<BarrierRow> rows;
  for (auto const& people : model.classes) {
    variables.push_back({.lower = 1.0 * people.min,
                         .upper = 1.0 * people.max,
                         .gain = people.min == people.max ? 0 : gain_of(people)});
  }
  for (auto const& row : tightened(model)) {
    BarrierRow written{.entries = {}, .total = 0};
    for (auto const t : row.classes)
      written.entries.push_back({static_cast<int>(t), 1});
    written.entries.push_back({static_cast<int>(variables.size()), -1});
    variables.push_back({.lower = 1.0 * row.min, .upper = 1.0 * row.max});
    rows.push_back(std::move(written));
  }
  auto point = maximise_logarithms(variables, rows);
  if (point) point->resize(model.classes.size());
  return point;
}

class Columns {
 public:
  Columns(SeatModel const& model, Pricing& pricing) : model_{model}, pricing_{pricing} {}

  Solution run(std::vector<Seats> known) {
    for (auto& panel : known)
      add(std::move(panel));
    cover();
    while (true) {
      auto const weights = best_weights();
      auto const seats = seats_of(weights);
      auto stage = stage_at(model_, seats);
      std::vector<double> prices(seats.size());
      for (auto const& [t, price] : stage.prices)
        prices[t] = price;
      auto best = pricing_.best(prices);
      if (!best) throw std::runtime_error{"no panel to price"};
      stage.bound = best->price;
      auto const gap = gap_of(model_, stage);
      if (gap > closed && add(std::move(best->seats))) continue;
      return end(weights, seats, std::move(stage), gap);
    }
  }

 private:
  bool add(Seats panel) {
    if (!met_.insert(panel).second) return false;
    panels_.push_back(std::move(panel));
    return true;
  }

  // Whoever is on some panel must be on a known one; who is on none is left out of the product.
  void cover() {
    for (std::size_t t = 0; t < model_.classes.size(); ++t) {
      auto const on = [&](Seats const& panel) { return panel[t] > 0; };
      if (std::ranges::any_of(panels_, on)) continue;
      std::vector<double> prices(model_.classes.size());
      prices[t] = 1;
      if (auto best = pricing_.best(prices); best && best->price > 0) add(std::move(best->seats));
    }
  }

  std::vector<double> best_weights() const {
    std::vector<BarrierVariable> variables;
    std::vector<BarrierRow> rows;
    for (std::size_t j = 0; j < panels_.size(); ++j)
      variables.push_back({});
    BarrierRow all{.entries = {}, .total = 1};
    for (std::size_t j = 0; j < panels_.size(); ++j)
      all.entries.push_back({static_cast<int>(j), 1});
    for (std::size_t t = 0; t < model_.classes.size(); ++t) {
      BarrierRow row;
      for (std::size_t j = 0; j < panels_.size(); ++j) {
        if (panels_[j][t] > 0) row.entries.push_back({static_cast<int>(j), 1.0 * panels_[j][t]});
      }
      if (row.entries.empty()) continue;
      row.entries.push_back({static_cast<int>(variables.size()), -1});
      variables.push_back({.gain = gain_of(model_.classes[t])});
      rows.push_back(std::move(row));
    }
    rows.push_back(std::move(all));
    auto const point = maximise_logarithms(variables, rows);
    if (!point) throw std::runtime_error{"interior-point method did not converge"};
    return {point->begin(), point->begin() + static_cast<long>(panels_.size())};
  }

  [[nodiscard]] std::vector<double> seats_of(std::vector<double> const& weights) const {
    std::vector<double> seats(model_.classes.size());
    for (std::size_t j = 0; j < panels_.size(); ++j) {
      for (std::size_t t = 0; t < seats.size(); ++t)
        seats[t] += weights[j] * panels_[j][t];
    }
    return seats;
  }

  Solution end(std::vector<double> const& weights, std::vector<double> const& seats, Stage stage,
               double gap) {
    Solution solution;
    constexpr double nothing = 1e-11;
    auto total = 0.0;
    for (auto const weight : weights)
      total += weight > nothing ? weight : 0;
    for (std::size_t j = 0; j < panels_.size(); ++j) {
      if (weights[j] > nothing) solution.panels.push_back({weights[j] / total, panels_[j]});
    }
    solution.certificate = {
        .proof = pricing_.enumerate() ? Proof::all_panels : Proof::integer_search,
        .stages = {std::move(stage)},
        .seats = seats,
        .gap = gap};
    return solution;
  }

  SeatModel const& model_;
  Pricing& pricing_;
  std::set<Seats> met_;
  std::vector<Seats> panels_;
};

}  // namespace

Solution solve_nash(SeatModel const& model, SolverSettings const& settings,
                    Progress const& progress) {
  // Maximin tells whether there is a panel at all, and whether everyone can have a chance.
  auto fallback = solve_leximin(model, settings, 1, progress);
  if (fallback.infeasibility) return fallback;
  progress("produit des probabilités");
  Pricing pricing{model, settings};
  std::vector<Seats> known;
  for (auto& panel : fallback.panels)
    known.push_back(std::move(panel.seats));
  auto point = fallback.certificate.stages.front().level > 0 ? relaxed_point(model) : std::nullopt;
  if (point) {
    auto mixing = attain(model, *point, pricing, settings);
    if (mixing.end == Mixing::End::attained) {
      Solution solution;
      solution.panels = std::move(mixing.panels);
      auto stage = stage_at(model, *point);
      stage.multipliers = best_multipliers(model, stage.prices, settings);
      stage.bound = relaxed_bound(model, stage.prices, stage.multipliers);
      auto const gap = gap_of(model, stage);
      solution.certificate = {.proof = Proof::multipliers,
                              .stages = {std::move(stage)},
                              .seats = std::move(*point),
                              .gap = gap};
      return solution;
    }
    for (auto& panel : mixing.known)
      known.push_back(std::move(panel));
  }
  pricing.enumerate();
  return Columns{model, pricing}.run(std::move(known));
}

}  // namespace pacte::decision::sortition
