#include "decision/sortition/uniform_lottery.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "decision/random.hpp"

namespace pacte::decision::sortition {
namespace {

constexpr double nothing = 1e-9;

struct ClassSeats {
  std::uint32_t index = 0;
  int seats = 0;
};
using SparsePanel = std::vector<ClassSeats>;

SparsePanel sparse(Seats const& seats) {
  SparsePanel panel;
  for (std::uint32_t t = 0; t < seats.size(); ++t) {
    if (seats[t] > 0) panel.push_back({t, seats[t]});
  }
  return panel;
}

// Which panels, how many times each: the whole part of a thousand times the weight, and the rest by
// systematic sampling in a random order. On average, exactly the weights.
std::vector<std::size_t> rounded(std::vector<WeightedPanel> const& panels, Random& random) {
  std::vector<std::size_t> order(panels.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  random.shuffle(std::span{order});
  std::vector<std::size_t> drawn;
  constexpr std::uint64_t steps = std::uint64_t{1} << 53U;
  auto running = static_cast<double>(random.below(steps)) / static_cast<double>(steps);
  for (auto const j : order) {
    running += static_cast<double>(lottery_size) * panels[j].weight;
    while (static_cast<double>(drawn.size() + 1) <= running && drawn.size() < lottery_size) {
      drawn.push_back(j);
    }
  }
  // Weights add up to 1 but for rounding: one can be missing.
  while (drawn.size() < lottery_size)
    drawn.push_back(order.back());
  return drawn;
}

// Brings the seats of every class close to what the weights give.
class Adjustment {
 public:
  Adjustment(SeatModel const& model, std::vector<WeightedPanel> const& panels,
             std::vector<std::size_t> const& drawn, std::uint64_t seed)
      : model_{model},
        random_{seed},
        search_{model, random_},
        box_{box_of(model)},
        off_(model.classes.size()),
        tolerated_(model.classes.size()) {
    for (auto const& panel : panels) {
      known_.push_back(sparse(panel.seats));
      for (auto const& [t, seats] : known_.back()) {
        off_[t] -= static_cast<double>(lottery_size) * panel.weight * seats;
      }
    }
    for (auto const j : drawn) {
      chosen_.push_back(panels[j].seats);
      for (auto const& [t, seats] : known_[j])
        off_[t] += seats;
    }
    for (std::size_t t = 0; t < off_.size(); ++t)
      tolerated_[t] = tolerance(t);
  }

  // Moves that leave a little more excess are accepted at first, fewer and fewer of them.
  std::vector<Seats> run() {
    auto best = chosen_;
    auto least = total_excess();
    for (std::size_t i = 0; i < rounds && least > nothing; ++i) {
      heat_ = first_heat * (1 - (static_cast<double>(i % cycle) / cycle));
      if (i % 10 == 0) {
        replace_best();
      } else {
        replace_fresh();
      }
      for (std::size_t j = 0; j < exchanges; ++j)
        try_exchange();
      if (auto const now = total_excess(); now < least) {
        least = now;
        best = chosen_;
      }
    }
    return best;
  }

 private:
  static constexpr std::size_t rounds = 4'000;
  static constexpr std::size_t cycle = 1'000;
  static constexpr std::size_t exchanges = 5;
  static constexpr std::size_t fresh_moves = 20;
  static constexpr double first_heat = 0.1;

  // Seats are dealt round the class: with S of them, people have S/n rounded down or up. Both are
  // within one of the target as long as S is within the next whole numbers times n.
  struct Band {
    double below = 0;
    double above = 0;
  };

  [[nodiscard]] Band tolerance(std::size_t t) const {
    auto target = 0.0;
    for (auto const& panel : chosen_)
      target += panel[t];
    target -= off_[t];
    auto const people = static_cast<double>(model_.classes[t].people.size());
    return {.below = target - (people * std::floor((target / people) + nothing)),
            .above = (people * std::ceil((target / people) - nothing)) - target};
  }

  [[nodiscard]] double excess(std::size_t t) const {
    auto const by = off_[t] > 0 ? off_[t] - tolerated_[t].above : -off_[t] - tolerated_[t].below;
    return by > nothing ? by * by : 0;
  }

  [[nodiscard]] double total_excess() const {
    auto total = 0.0;
    for (std::size_t t = 0; t < off_.size(); ++t)
      total += excess(t);
    return total;
  }

  // The change of excess when these seats come; leaves them there.
  double add(std::uint32_t t, int seats) {
    auto const before = excess(t);
    off_[t] += seats;
    return excess(t) - before;
  }

  double add_all(SparsePanel const& panel, int sign) {
    auto change = 0.0;
    for (auto const& [t, seats] : panel)
      change += add(t, sign * seats);
    return change;
  }

  // A class that is off, and a panel that can mend it: the best of all the others in its place.
  void replace_best() {
    auto const t = class_off();
    auto* place = &chosen_[random_.below(chosen_.size())];
    for (std::size_t i = 0; i < 50 && off_[t] > 0 && (*place)[t] == 0; ++i) {
      place = &chosen_[random_.below(chosen_.size())];
    }
    auto const former = sparse(*place);
    auto const without = add_all(former, -1);
    auto least = std::numeric_limits<double>::max();
    SparsePanel const* best = nullptr;
    for (auto const& other : known_) {
      auto const change = without + add_all(other, 1);
      add_all(other, -1);
      if (change < least && !same(other, *place)) {
        least = change;
        best = &other;
      }
    }
    if (best == nullptr || least > heat_ * random_.unit()) {
      add_all(former, 1);
      return;
    }
    add_all(*best, 1);
    std::ranges::fill(*place, 0);
    for (auto const& [index, seats] : *best)
      (*place)[index] = seats;
  }

  // A panel like one that is there, but for a few of the classes that are off.
  void replace_fresh() {
    auto const t = class_off();
    auto* place = &chosen_[random_.below(chosen_.size())];
    for (std::size_t i = 0; i < 50 && off_[t] > 0 && (*place)[t] == 0; ++i) {
      place = &chosen_[random_.below(chosen_.size())];
    }
    std::vector<double> near(place->begin(), place->end());
    nudge(near, t);
    // Others give or take a seat until the panel has its size: those who can bear it.
    auto total = std::accumulate(near.begin(), near.end(), 0.0);
    for (std::size_t i = 0; i < 1'000 && total != model_.size; ++i) {
      auto const other = any_class();
      auto const too_many = total > model_.size;
      if (other == t || (off_[other] > 0) != too_many) continue;
      total -= near[other];
      nudge(near, other);
      total += near[other];
    }
    if (total != model_.size) return;
    auto const fresh = search_.find(box_, near, fresh_moves);
    if (!fresh) return;
    auto const former = sparse(*place);
    auto const other = sparse(*fresh);
    if (add_all(former, -1) + add_all(other, 1) > heat_ * random_.unit()) {
      add_all(other, -1);
      add_all(former, 1);
      return;
    }
    *place = *fresh;
  }

  void nudge(std::vector<double>& near, std::uint32_t t) const {
    auto const& people = model_.classes[t];
    near[t] = std::clamp<double>(off_[t] > 0 ? near[t] - 1 : near[t] + 1, people.min, people.max);
  }

  static bool same(SparsePanel const& panel, Seats const& seats) {
    return std::ranges::all_of(panel, [&](auto const& c) { return seats[c.index] == c.seats; });
  }

  [[nodiscard]] std::uint32_t class_off() {
    std::vector<std::uint32_t> off;
    for (std::uint32_t t = 0; t < off_.size(); ++t) {
      if (excess(t) > 0) off.push_back(t);
    }
    return off.empty() ? any_class() : off[random_.below(off.size())];
  }

  [[nodiscard]] std::uint32_t any_class() {
    return static_cast<std::uint32_t>(random_.below(off_.size()));
  }

  void try_exchange() {
    auto& place = chosen_[random_.below(chosen_.size())];
    auto const in = any_class();
    if (off_[in] >= 0 || place[in] >= model_.classes[in].max) return;
    for (std::uint32_t out = 0; out < place.size(); ++out) {
      if (out == in || place[out] <= model_.classes[out].min || off_[out] <= 0) continue;
      auto const change = add(in, 1) + add(out, -1);
      ++place[in];
      --place[out];
      if (change <= 0 && is_panel(model_, place)) return;
      --place[in];
      ++place[out];
      add(in, -1);
      add(out, 1);
    }
  }

  SeatModel const& model_;
  SearchRandom random_;
  PanelSearch search_;
  SeatBox box_;
  std::vector<SparsePanel> known_;
  std::vector<Seats> chosen_;
  std::vector<double> off_;  // by class: seats too many (or, below zero, too few)
  std::vector<Band> tolerated_;
  double heat_ = 0;
};

// Seats dealt round each class, so that nobody has two more than another, nor sits with someone of
// the same address.
std::vector<std::vector<std::size_t>> deal(SeatModel const& model,
                                           std::vector<Seats> const& panels) {
  std::vector<std::size_t> next(model.classes.size());
  std::vector<std::vector<std::size_t>> dealt;
  for (auto const& seats : panels) {
    auto& members = dealt.emplace_back();
    for (std::size_t t = 0; t < seats.size(); ++t) {
      auto const& people = model.classes[t].people;
      for (auto i = 0; i < seats[t]; ++i)
        members.push_back(people[next[t]++ % people.size()]);
    }
    std::ranges::sort(members);
  }
  return dealt;
}

double largest_deviation(SeatModel const& model, std::vector<WeightedPanel> const& panels,
                         std::vector<std::vector<std::size_t>> const& dealt) {
  std::vector<double> off(model.people);
  for (auto const& members : dealt) {
    for (auto const i : members)
      off[i] += 1.0 / lottery_size;
  }
  for (auto const& [weight, seats] : panels) {
    for (std::size_t t = 0; t < seats.size(); ++t) {
      auto const& people = model.classes[t].people;
      for (auto const i : people)
        off[i] -= weight * seats[t] / static_cast<double>(people.size());
    }
  }
  auto largest = 0.0;
  for (auto const by : off)
    largest = std::max(largest, std::abs(by));
  return largest;
}

}  // namespace

UniformLottery make_uniform_lottery(SeatModel const& model,
                                    std::vector<WeightedPanel> const& panels,
                                    std::string_view seed) {
  Random random{seed};
  // Who comes first in a class would otherwise be who comes first in the pool.
  auto dealt_model = model;
  for (auto& people : dealt_model.classes) {
    if (static_cast<std::size_t>(people.max) == people.people.size()) {
      random.shuffle(std::span{people.people});
    }
  }
  auto const drawn = rounded(panels, random);
  auto const chosen = Adjustment{model, panels, drawn, random.next()}.run();
  UniformLottery lottery{.panels = deal(dealt_model, chosen)};
  lottery.largest_deviation = largest_deviation(model, panels, lottery.panels);
  random.shuffle(std::span{lottery.panels});
  return lottery;
}

}  // namespace pacte::decision::sortition
