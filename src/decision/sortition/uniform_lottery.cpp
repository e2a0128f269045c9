#include "decision/sortition/uniform_lottery.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "decision/random.hpp"
#include "decision/sortition/rounding.hpp"

namespace pacte::decision::sortition {
namespace {

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
  SearchRandom search{random.next()};
  auto const chosen = round_lottery(model, panels, lottery_size, search);
  UniformLottery lottery{.panels = deal(dealt_model, chosen)};
  lottery.largest_deviation = largest_deviation(model, panels, lottery.panels);
  random.shuffle(std::span{lottery.panels});
  return lottery;
}

}  // namespace pacte::decision::sortition
