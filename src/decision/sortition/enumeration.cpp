#include "decision/sortition/enumeration.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace pacte::decision::sortition {
namespace {

// Fills the row that has the fewest ways to be filled, as in Knuth's exact covering ("Dancing
// links", 2000). A class tried for it is then left out of the later tries, so that no panel comes
// twice.
class Enumeration {
 public:
  Enumeration(SeatModel const& model, EnumerationLimits const& limits)
      : model_{model}, limits_{limits}, seats_(model.classes.size()), sums_(model.rows.size()) {
    for (auto const& people : model.classes)
      free_.push_back(people.max);
  }

  std::optional<std::vector<Seats>> run() {
    for (std::uint32_t t = 0; t < seats_.size(); ++t) {
      for (auto i = 0; i < model_.classes[t].min; ++i)
        seat(t, 1);
    }
    if (std::ranges::any_of(free_, [](int left) { return left < 0; }) || overfull()) {
      return std::vector<Seats>{};
    }
    if (!descend()) return std::nullopt;
    return std::move(panels_);
  }

 private:
  [[nodiscard]] bool overfull() const {
    for (std::size_t r = 0; r < sums_.size(); ++r) {
      if (sums_[r] > model_.rows[r].max) return true;
    }
    return false;
  }

  void seat(std::uint32_t t, int by) {
    seats_[t] += by;
    free_[t] -= by;
    for (auto const r : model_.rows_of[t])
      sums_[r] += by;
  }

  [[nodiscard]] bool fits(std::uint32_t t) const {
    return free_[t] > 0 && std::ranges::all_of(model_.rows_of[t], [&](std::uint32_t r) {
             return sums_[r] < model_.rows[r].max;
           });
  }

  struct Choice {
    bool possible = true;
    std::optional<std::size_t> row;  // none when no row lacks seats
  };

  [[nodiscard]] Choice choose() const {
    Choice choice;
    auto fewest = std::numeric_limits<std::size_t>::max();
    for (std::size_t r = 0; r < model_.rows.size(); ++r) {
      auto const lacking = model_.rows[r].min - sums_[r];
      if (lacking <= 0) continue;
      std::size_t ways = 0;
      auto seats = 0;
      for (auto const t : model_.rows[r].classes) {
        if (!fits(t)) continue;
        ++ways;
        seats += free_[t];
      }
      if (seats < lacking) return {.possible = false, .row = {}};
      if (ways < fewest) {
        fewest = ways;
        choice.row = r;
      }
    }
    return choice;
  }

  // False when a limit is passed.
  bool descend() {
    if (++steps_ > limits_.steps) return false;
    auto const choice = choose();
    if (!choice.possible) return true;
    if (!choice.row) {
      panels_.push_back(seats_);
      return panels_.size() <= limits_.panels;
    }
    std::vector<std::pair<std::uint32_t, int>> set_aside;
    auto within = true;
    for (auto const t : model_.rows[*choice.row].classes) {
      if (!fits(t)) continue;
      seat(t, 1);
      within = descend();
      seat(t, -1);
      if (!within) break;
      set_aside.emplace_back(t, std::exchange(free_[t], 0));
    }
    for (auto const& [t, left] : set_aside)
      free_[t] = left;
    return within;
  }

  SeatModel const& model_;
  EnumerationLimits limits_;
  Seats seats_;
  std::vector<int> sums_;
  std::vector<int> free_;
  std::vector<Seats> panels_;
  std::size_t steps_ = 0;
};

}  // namespace

std::optional<std::vector<Seats>> all_panels(SeatModel const& model,
                                             EnumerationLimits const& limits) {
  return Enumeration{model, limits}.run();
}

}  // namespace pacte::decision::sortition
