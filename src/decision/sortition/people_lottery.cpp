#include "decision/sortition/people_lottery.hpp"

#include <algorithm>

namespace pacte::decision::sortition {
namespace {

constexpr double nothing = 1e-14;  // a probability under this is rounding
constexpr double cut_width = 1e-11;

// How much of each panel's weight each address of a class gets, by address then by panel.
class Sharing {
 public:
  Sharing(std::size_t addresses, std::vector<double> const& weights, std::vector<int> const& seats)
      : weights_{weights},
        seats_{seats},
        given_(addresses, std::vector<double>(weights.size())),
        total_(addresses) {}

  std::vector<std::vector<double>> run() {
    auto due = 0.0;
    for (std::size_t j = 0; j < weights_.size(); ++j)
      due += weights_[j] * seats_[j];
    due /= static_cast<double>(total_.size());
    give_whole_panels();
    level(due);
    return std::move(given_);
  }

 private:
  // The heaviest panels first, each to those who have had least.
  void give_whole_panels() {
    std::vector<std::size_t> order(weights_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::ranges::stable_sort(order, [&](auto a, auto b) { return weights_[a] > weights_[b]; });
    std::vector<std::size_t> people(total_.size());
    for (std::size_t i = 0; i < people.size(); ++i)
      people[i] = i;
    for (auto const j : order) {
      auto const seats = static_cast<std::size_t>(seats_[j]);
      if (seats == 0) continue;
      std::ranges::partial_sort(people, people.begin() + seats_[j], [&](auto a, auto b) {
        return total_[a] != total_[b] ? total_[a] < total_[b] : a < b;
      });
      for (std::size_t i = 0; i < seats; ++i) {
        given_[people[i]][j] = weights_[j];
        total_[people[i]] += weights_[j];
      }
    }
  }

  // Who had more gives to who had less, on panels where the first sits more than the second:
  // there is always one.
  void level(double due) {
    std::size_t more = 0;
    std::size_t less = 0;
    while (true) {
      while (more < total_.size() && total_[more] <= due + nothing)
        ++more;
      while (less < total_.size() && total_[less] >= due - nothing)
        ++less;
      if (more == total_.size() || less == total_.size()) return;
      exchange(more, less, due);
    }
  }

  void exchange(std::size_t more, std::size_t less, double due) {
    for (std::size_t j = 0; j < weights_.size(); ++j) {
      auto const wanted = std::min(total_[more] - due, due - total_[less]);
      if (wanted <= nothing) return;
      auto const moved = std::min({wanted, given_[more][j], weights_[j] - given_[less][j]});
      if (moved <= 0) continue;
      given_[more][j] -= moved;
      given_[less][j] += moved;
      total_[more] -= moved;
      total_[less] += moved;
    }
  }

  std::vector<double> const& weights_;
  std::vector<int> const& seats_;
  std::vector<std::vector<double>> given_;
  std::vector<double> total_;
};

// Somebody sits during a part of a panel's weight, seen as a length of time.
struct Piece {
  double begin = 0;
  double end = 0;
  std::size_t person = 0;
};

class SharedOut {
 public:
  SharedOut(SeatModel const& model, std::vector<WeightedPanel> const& panels)
      : model_{model}, panels_{panels}, pieces_(panels.size()) {
    for (auto const& panel : panels)
      weights_.push_back(panel.weight);
  }

  std::vector<PeoplePanel> run() {
    for (std::size_t t = 0; t < model_.classes.size(); ++t)
      share_class(t);
    std::vector<PeoplePanel> shared;
    for (std::size_t j = 0; j < panels_.size(); ++j)
      cut(j, shared);
    auto total = 0.0;
    for (auto const& panel : shared)
      total += panel.weight;
    for (auto& panel : shared)
      panel.weight /= total;
    return shared;
  }

 private:
  void share_class(std::size_t t) {
    auto const& people = model_.classes[t];
    std::vector<int> seats;
    for (auto const& panel : panels_)
      seats.push_back(panel.seats[t]);
    if (std::ranges::all_of(seats, [](int count) { return count == 0; })) return;
    auto const addresses = static_cast<std::size_t>(people.max);
    auto const given = Sharing{addresses, weights_, seats}.run();
    std::vector<std::vector<Placed>> placed(addresses);
    for (std::size_t j = 0; j < panels_.size(); ++j) {
      if (seats[j] > 0) place(j, given, placed);
    }
    for (std::size_t h = 0; h < addresses; ++h)
      share_address(people, h, placed[h]);
  }

  struct Placed {
    std::size_t panel = 0;
    double begin = 0;
    double end = 0;
  };

  // McNaughton's rule ("Scheduling with deadlines and loss functions", 1959): shares end to end on
  // a line cut in seats. No share is longer than a seat, so nobody sits twice at one time. Whole
  // seats first, which cuts less.
  void place(std::size_t j, std::vector<std::vector<double>> const& given,
             std::vector<std::vector<Placed>>& placed) const {
    auto const length = weights_[j];
    auto at = 0.0;
    for (std::size_t h = 0; h < given.size(); ++h) {
      if (given[h][j] == length) placed[h].push_back({j, 0, length});
    }
    for (std::size_t h = 0; h < given.size(); ++h) {
      if (given[h][j] <= nothing || given[h][j] == length) continue;
      auto const end = at + given[h][j];
      placed[h].push_back({j, at, std::min(end, length)});
      at = end;
      if (end < length - nothing) continue;
      at = std::max(0.0, end - length);
      if (at > nothing) placed[h].push_back({j, 0, at});
    }
  }

  // The people at one address take turns: each the same share of what the address has.
  void share_address(PeopleClass const& people, std::size_t address,
                     std::vector<Placed> const& placed) {
    auto const turns = people.people.size() / static_cast<std::size_t>(people.max);
    auto total = 0.0;
    for (auto const& part : placed)
      total += part.end - part.begin;
    auto const turn = total / static_cast<double>(turns);
    std::size_t rank = 0;
    auto left = turn;
    for (auto part : placed) {
      while (part.end - part.begin > nothing) {
        auto const last = rank + 1 == turns;
        auto const taken = last ? part.end - part.begin : std::min(left, part.end - part.begin);
        auto const person = people.people[(rank * static_cast<std::size_t>(people.max)) + address];
        pieces_[part.panel].push_back({part.begin, part.begin + taken, person});
        part.begin += taken;
        left -= taken;
        if (last || left > nothing) continue;
        ++rank;
        left = turn;
      }
    }
  }

  void cut(std::size_t j, std::vector<PeoplePanel>& shared) const {
    std::vector<double> cuts{0, weights_[j]};
    for (auto const& piece : pieces_[j]) {
      cuts.push_back(piece.begin);
      cuts.push_back(piece.end);
    }
    std::ranges::sort(cuts);
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      auto const middle = (cuts[i] + cuts[i + 1]) / 2;
      // Shorter than this, it is rounding between two cuts meant to be one.
      if (cuts[i + 1] - cuts[i] <= cut_width) continue;
      PeoplePanel panel{.weight = cuts[i + 1] - cuts[i], .members = {}};
      for (auto const& piece : pieces_[j]) {
        if (piece.begin <= middle && middle < piece.end) panel.members.push_back(piece.person);
      }
      std::ranges::sort(panel.members);
      shared.push_back(std::move(panel));
    }
  }

  SeatModel const& model_;
  std::vector<WeightedPanel> const& panels_;
  std::vector<double> weights_;
  std::vector<std::vector<Piece>> pieces_;  // by panel
};

}  // namespace

std::vector<PeoplePanel> share_out(SeatModel const& model,
                                   std::vector<WeightedPanel> const& panels) {
  return SharedOut{model, panels}.run();
}

std::vector<double> probabilities(std::size_t people, std::vector<PeoplePanel> const& panels) {
  std::vector<double> probabilities(people);
  for (auto const& panel : panels) {
    for (auto const person : panel.members)
      probabilities[person] += panel.weight;
  }
  return probabilities;
}

}  // namespace pacte::decision::sortition
