#include "decision/sortition/mixing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

namespace pacte::decision::sortition {
namespace {

constexpr double scale = 1000;      // as in the relaxation: against absolute tolerances
constexpr double attained = 1e-8;   // seats missing in all
constexpr double separated = 1e-7;  // seats by which the point is out of reach
constexpr std::size_t moves = 300;
constexpr std::size_t searches = 40;
constexpr std::size_t most_useless = 2;

constexpr std::size_t peelings = 5;
constexpr double peeled_whole = 2e-7;  // a peeling that leaves less found all that matters
constexpr double peeled_badly = 0.02;  // one that leaves more is far from a solution

// Least total of seats missing: every class has a column for what it lacks.
class Master {
 public:
  Master(std::vector<double> const& seats, SolverSettings const& settings) : programme_{settings} {
    for (auto const wanted : seats)
      programme_.add_row(scale * wanted, no_limit);
    whole_ = programme_.add_row(scale, scale);
    for (std::size_t t = 0; t < seats.size(); ++t) {
      Entry const entry{static_cast<int>(t), 1};
      programme_.add_column(0, no_limit, 1, {&entry, 1});
    }
    classes_ = seats.size();
  }

  void add(Seats const& panel) {
    std::vector<Entry> entries;
    for (std::size_t t = 0; t < panel.size(); ++t) {
      if (panel[t] > 0) entries.push_back({static_cast<int>(t), 1.0 * panel[t]});
    }
    entries.push_back({whole_, 1});
    programme_.add_column(0, no_limit, 0, entries);
  }

  void solve() {
    // From nothing the dual simplex is much faster; after new columns the former point holds.
    auto const outcome = started_ ? programme_.solve_primal() : programme_.solve();
    started_ = true;
    if (outcome != LinearProgramme::Outcome::optimal) {
      throw std::runtime_error{"linear programme failed"};
    }
  }
  [[nodiscard]] double missing() const { return programme_.objective() / scale; }
  [[nodiscard]] double missing(std::size_t t) const {
    return programme_.value(static_cast<int>(t)) / scale;
  }
  [[nodiscard]] double price(std::size_t t) const {
    return programme_.row_price(static_cast<int>(t));
  }
  [[nodiscard]] double panel_price() const { return -programme_.row_price(whole_); }
  [[nodiscard]] double weight(std::size_t panel) const {
    return programme_.value(static_cast<int>(classes_ + panel)) / scale;
  }

 private:
  LinearProgramme programme_;
  int whole_ = 0;
  std::size_t classes_ = 0;
  bool started_ = false;
};

class Mixer {
 public:
  Mixer(SeatModel const& model, std::vector<double> const& seats, Pricing& pricing,
        SearchRandom& random, SolverSettings const& settings)
      : model_{model},
        seats_{seats},
        pricing_{pricing},
        search_{model, random},
        master_{seats, settings} {}

  Mixing run(std::vector<Seats> known) {
    for (auto& panel : known)
      add(std::move(panel));
    while (true) {
      master_.solve();
      if (master_.missing() < attained) return end(Mixing::End::attained);
      if (useless_ < most_useless) {
        if (searched()) continue;
        ++useless_;
      }
      std::vector<double> prices;
      for (std::size_t t = 0; t < seats_.size(); ++t)
        prices.push_back(master_.price(t));
      auto best = pricing_.best(prices);
      if (!best) return end(Mixing::End::separated);
      auto const worth = std::inner_product(prices.begin(), prices.end(), seats_.begin(), 0.0);
      if (worth - best->price > separated) return end(Mixing::End::separated);
      if (!add(std::move(best->seats))) return end(Mixing::End::attained);
    }
  }

 private:
  bool add(Seats panel) {
    if (!met_.insert(panel).second) return false;
    master_.add(panel);
    known_.push_back(std::move(panel));
    return true;
  }

  // Panels near the point, with more of what the mix lacks: true when one of them helps.
  bool searched() {
    auto near = seats_;
    auto total = 0.0;
    auto const more = model_.size / (4 * master_.missing());
    for (std::size_t t = 0; t < near.size(); ++t) {
      near[t] = std::min<double>(near[t] + (more * master_.missing(t)), model_.classes[t].max);
      total += near[t];
    }
    for (auto& share : near)
      share *= model_.size / total;
    auto helped = false;
    auto const box = face();
    for (std::size_t i = 0; i < searches; ++i) {
      auto panel = search_.find(box, near, moves);
      if (!panel) continue;
      auto price = 0.0;
      for (std::size_t t = 0; t < panel->size(); ++t)
        price += master_.price(t) * (*panel)[t];
      if (price > master_.panel_price() + 1e-9 && add(std::move(*panel))) helped = true;
    }
    return helped;
  }

  // Limits that bind at the point bind every panel of a lottery that attains it.
  [[nodiscard]] SeatBox face() const {
    auto box = box_of(model_);
    auto const tighten = [](double seats, int& min, int& max) {
      if (seats < min + 1e-9) max = min;
      if (seats > max - 1e-9) min = max;
    };
    for (std::size_t t = 0; t < seats_.size(); ++t) {
      tighten(seats_[t], box.class_min[t], box.class_max[t]);
    }
    for (std::size_t r = 0; r < model_.rows.size(); ++r) {
      auto sum = 0.0;
      for (auto const t : model_.rows[r].classes)
        sum += seats_[t];
      tighten(sum, box.row_min[r], box.row_max[r]);
    }
    return box;
  }

  Mixing end(Mixing::End how) {
    Mixing mixing{.end = how, .panels = {}, .known = std::move(known_)};
    if (how != Mixing::End::attained) return mixing;
    auto total = 0.0;
    for (std::size_t i = 0; i < mixing.known.size(); ++i) {
      if (auto const weight = master_.weight(i); weight > 0) {
        mixing.panels.push_back({weight, mixing.known[i]});
        total += weight;
      }
    }
    for (auto& panel : mixing.panels)
      panel.weight /= total;
    return mixing;
  }

  SeatModel const& model_;
  std::vector<double> const& seats_;
  Pricing& pricing_;
  PanelSearch search_;
  Master master_;
  std::set<Seats> met_;
  std::vector<Seats> known_;
  std::size_t useless_ = 0;
};

// What is left has the same seats on average, to within what it weighs.
Mixing whole(Peeling peeling) {
  Mixing mixing{.end = Mixing::End::attained, .panels = std::move(peeling.panels), .known = {}};
  for (auto& panel : mixing.panels) {
    panel.weight /= 1 - peeling.mass;
    mixing.known.push_back(panel.seats);
  }
  return mixing;
}

}  // namespace

Mixing mix(SeatModel const& model, std::vector<double> const& seats, std::vector<Seats> known,
           Pricing& pricing, SearchRandom& random, SolverSettings const& settings) {
  if (known.empty()) {
    if (auto panel = pricing.any()) known.push_back(std::move(*panel));
  }
  if (known.empty()) return {};
  return Mixer{model, seats, pricing, random, settings}.run(std::move(known));
}

Mixing attain(SeatModel const& model, std::vector<double> const& seats, Pricing& pricing,
              SolverSettings const& settings) {
  // Any seed will do: what is found is checked, and the probabilities do not depend on it.
  SearchRandom random{1};
  std::vector<Seats> known;
  auto least = 1.0;
  for (std::size_t i = 0; i < peelings; ++i) {
    auto peeling = peel(model, seats, random);
    if (peeling.mass < peeled_whole) return whole(std::move(peeling));
    least = std::min(least, peeling.mass);
    for (auto const& panel : peeling.panels)
      known.push_back(panel.seats);
  }
  if (least > peeled_badly) pricing.enumerate();
  return mix(model, seats, std::move(known), pricing, random, settings);
}

}  // namespace pacte::decision::sortition
