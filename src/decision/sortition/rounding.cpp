#include "decision/sortition/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "decision/sortition/integer.hpp"

namespace pacte::decision::sortition {
namespace {

constexpr double nothing = 1e-9;
constexpr std::size_t tries = 40;
constexpr std::chrono::seconds limit{60};

// By class, the seats that all the panels together may have. Seats are dealt round the class: with
// S of them, people have S/n rounded down or up; both are within one of what is wanted.
struct Wanted {
  std::size_t panels = 0;
  std::vector<double> seats;
  Seats least;
  Seats most;
};

Wanted wanted_of(SeatModel const& model, std::vector<WeightedPanel> const& panels,
                 std::size_t count) {
  Wanted wanted{
      .panels = count, .seats = std::vector<double>(model.classes.size()), .least = {}, .most = {}};
  for (auto const& [weight, seats] : panels) {
    for (std::size_t t = 0; t < seats.size(); ++t)
      wanted.seats[t] += static_cast<double>(count) * weight * seats[t];
  }
  for (std::size_t t = 0; t < model.classes.size(); ++t) {
    auto const people = static_cast<double>(model.classes[t].people.size());
    auto const each = wanted.seats[t] / people;
    wanted.least.push_back(static_cast<int>(people * std::floor(each + nothing)));
    wanted.most.push_back(static_cast<int>(people * std::ceil(each - nothing)));
  }
  return wanted;
}

// Panels taken off a whole point that is close to what is wanted, one after the other.
class Rounding {
 public:
  Rounding(SeatModel const& model, std::vector<WeightedPanel> const& panels, Wanted const& wanted,
           SearchRandom& random)
      : model_{model}, panels_{panels}, wanted_{wanted}, random_{random} {}

  // Some are missing (`mass`) when no other could be taken.
  Peeling run() {
    auto start = whole_times();
    if (auto const whole = whole_point(start)) {
      start.left.assign(whole->begin(), whole->end());
      start = peel_whole(model_, std::move(start), random_);
    }
    return start;
  }

 private:
  static constexpr std::size_t most_moves = 100'000;

  // Each panel as many whole times as its weight gives.
  [[nodiscard]] Peeling whole_times() const {
    Peeling all{.panels = {}, .mass = static_cast<double>(wanted_.panels), .left = wanted_.seats};
    for (auto const& [weight, seats] : panels_) {
      auto const times = std::floor((static_cast<double>(wanted_.panels) * weight) + nothing);
      if (times < 1) continue;
      all.panels.push_back({times, seats});
      all.mass -= times;
      for (std::size_t t = 0; t < seats.size(); ++t)
        all.left[t] -= times * seats[t];
    }
    return all;
  }

  // Sampled systematically, hence on average the point itself, then mended by exchanges of seats
  // until every limit is kept that all the panels together must keep.
  std::optional<Seats> whole_point(Peeling const& rest) {
    auto const panels = static_cast<int>(rest.mass);
    auto together = model_;
    together.size *= panels;
    SeatBox box;
    for (std::size_t t = 0; t < model_.classes.size(); ++t) {
      auto const& people = model_.classes[t];
      auto const taken = static_cast<int>(std::lround(wanted_.seats[t] - rest.left[t]));
      box.class_min.push_back(std::max(panels * people.min, wanted_.least[t] - taken));
      box.class_max.push_back(std::min(panels * people.max, wanted_.most[t] - taken));
    }
    for (auto const& row : model_.rows) {
      box.row_min.push_back(panels * row.min);
      box.row_max.push_back(panels * row.max);
    }
    PanelSearch search{together, random_};
    return search.find(box, rest.left, most_moves);
  }

  SeatModel const& model_;
  std::vector<WeightedPanel> const& panels_;
  Wanted const& wanted_;
  SearchRandom& random_;
};

// Where quotas are so tight that few whole points are sums of panels: how many times to take each
// of the panels met, so that the seats of the classes are as wanted or as little off as can be.
std::optional<std::vector<WeightedPanel>> combine(std::set<Seats> const& met, double count,
                                                  Wanted const& wanted) {
  IntegerProgramme programme;
  for (std::size_t t = 0; t < wanted.seats.size(); ++t) {
    auto const lacking = static_cast<int>(programme.columns.size());
    IntegerColumn const off{
        .lower = 0, .upper = wanted.seats[t] + count, .cost = 1, .integer = false};
    programme.columns.insert(programme.columns.end(), {off, off});
    programme.rows.push_back({.lower = static_cast<double>(wanted.least[t]),
                              .upper = static_cast<double>(wanted.most[t]),
                              .entries = {{lacking, 1}, {lacking + 1, -1}}});
  }
  auto const first = programme.columns.size();
  programme.rows.push_back({.lower = count, .upper = count, .entries = {}});
  for (auto const& seats : met) {
    auto const column = static_cast<int>(programme.columns.size());
    programme.columns.push_back({.lower = 0, .upper = count});
    for (std::size_t t = 0; t < seats.size(); ++t) {
      if (seats[t] > 0) {
        programme.rows[t].entries.push_back({column, static_cast<double>(seats[t])});
      }
    }
    programme.rows.back().entries.push_back({column, 1});
  }
  auto const result = solve_guarded(programme, limit);
  if (result.values.empty()) return std::nullopt;
  std::vector<WeightedPanel> panels;
  for (auto column = first; auto const& seats : met)
    panels.push_back({result.values[column++], seats});
  return panels;
}

}  // namespace

std::vector<Seats> round_lottery(SeatModel const& model, std::vector<WeightedPanel> const& panels,
                                 std::size_t count, SearchRandom& random) {
  auto const wanted = wanted_of(model, panels, count);
  std::set<Seats> met;
  for (auto const& panel : panels)
    met.insert(panel.seats);
  Peeling best;
  for (std::size_t i = 0; i < tries && (i == 0 || best.mass > 0); ++i) {
    auto found = Rounding{model, panels, wanted, random}.run();
    for (auto const& panel : found.panels)
      met.insert(panel.seats);
    if (i == 0 || found.mass < best.mass) best = std::move(found);
  }
  if (best.mass > 0) {
    if (auto combined = combine(met, static_cast<double>(count), wanted)) {
      best.panels = std::move(*combined);
    } else {
      best.panels.push_back({best.mass, panels.front().seats});
    }
  }
  std::vector<Seats> rounded;
  for (auto const& [times, seats] : best.panels)
    rounded.insert(rounded.end(), static_cast<std::size_t>(std::lround(times)), seats);
  return rounded;
}

}  // namespace pacte::decision::sortition
