#include "decision/sortition/panel_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pacte::decision::sortition {
namespace {

constexpr std::size_t most_coming = 24;  // candidates looked at in a move
constexpr std::size_t most_leaving = 48;
constexpr std::size_t rest = 6;  // moves during which a class that moved does not move back

int violation(int sum, int min, int max) {
  return std::max({0, min - sum, sum - max});
}

}  // namespace

std::uint64_t SearchRandom::next() {
  // SplitMix64 (Steele, Lea, Flood, 2014).
  state_ += 0x9E3779B97F4A7C15ULL;
  auto z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

std::size_t SearchRandom::below(std::size_t bound) {
  return static_cast<std::size_t>(next() % bound);
}

double SearchRandom::unit() {
  return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

SeatBox box_of(SeatModel const& model) {
  SeatBox box;
  for (auto const& people : model.classes) {
    box.class_min.push_back(people.min);
    box.class_max.push_back(people.max);
  }
  for (auto const& row : model.rows) {
    box.row_min.push_back(row.min);
    box.row_max.push_back(row.max);
  }
  return box;
}

PanelSearch::PanelSearch(SeatModel const& model, SearchRandom& random)
    : model_{model},
      random_{random},
      sums_(model.rows.size()),
      loss_(model.rows.size()),
      gain_(model.rows.size()) {}

std::optional<Seats> PanelSearch::find(SeatBox const& box, std::vector<double> const& near,
                                       std::size_t most_moves) {
  box_ = &box;
  now_ = rest;
  moved_.assign(model_.classes.size(), 0);
  if (!start(near)) return std::nullopt;
  count();
  for (std::size_t i = 0; i < most_moves && !violated_.empty(); ++i) {
    if (!move()) return std::nullopt;
  }
  if (!violated_.empty()) return std::nullopt;
  return seats_;
}

// Systematic sampling: one random offset, a seat each time the running total passes a whole.
bool PanelSearch::start(std::vector<double> const& near) {
  open_.clear();
  seats_ = box_->class_min;
  auto total = 0;
  auto running = random_.unit();
  for (std::uint32_t t = 0; t < seats_.size(); ++t) {
    if (box_->class_max[t] > box_->class_min[t]) open_.push_back(t);
    auto const before = std::floor(running);
    running += near[t];
    auto const drawn = static_cast<int>(std::floor(running) - before);
    seats_[t] = std::clamp(drawn, box_->class_min[t], box_->class_max[t]);
    total += seats_[t];
  }
  // What the limits of the box took away or added.
  for (std::size_t tries = 0; total != model_.size; ++tries) {
    if (open_.empty() || tries > 100 * model_.classes.size()) return false;
    auto const t = open_[random_.below(open_.size())];
    if (total < model_.size && seats_[t] < box_->class_max[t]) {
      ++seats_[t];
      ++total;
    } else if (total > model_.size && seats_[t] > box_->class_min[t]) {
      --seats_[t];
      --total;
    }
  }
  return true;
}

void PanelSearch::count() {
  violated_.clear();
  std::ranges::fill(sums_, 0);
  for (std::uint32_t t = 0; t < seats_.size(); ++t) {
    if (seats_[t] == 0) continue;
    for (auto const r : model_.rows_of[t])
      sums_[r] += seats_[t];
  }
  for (std::uint32_t r = 0; r < sums_.size(); ++r) {
    if (violation(sums_[r], box_->row_min[r], box_->row_max[r]) > 0) violated_.push_back(r);
    refresh_row(r);
  }
}

void PanelSearch::refresh_row(std::uint32_t row) {
  auto const min = box_->row_min[row];
  auto const max = box_->row_max[row];
  auto const here = violation(sums_[row], min, max);
  loss_[row] = violation(sums_[row] - 1, min, max) - here;
  gain_[row] = violation(sums_[row] + 1, min, max) - here;
}

void PanelSearch::add_seat(std::uint32_t index, int by) {
  seats_[index] += by;
  for (auto const r : model_.rows_of[index]) {
    auto const before = violation(sums_[r], box_->row_min[r], box_->row_max[r]) > 0;
    sums_[r] += by;
    auto const after = violation(sums_[r], box_->row_min[r], box_->row_max[r]) > 0;
    refresh_row(r);
    if (after && !before) violated_.push_back(r);
    if (before && !after) std::erase(violated_, r);
  }
}

void PanelSearch::exchange(std::uint32_t out, std::uint32_t in) {
  add_seat(out, -1);
  add_seat(in, 1);
  moved_[out] = now_;
  moved_[in] = now_;
}

// What the total violation becomes more by.
int PanelSearch::change(std::uint32_t out, std::uint32_t in) const {
  auto const& from = model_.rows_of[out];
  auto const& to = model_.rows_of[in];
  auto const common = std::min(from.size(), to.size());
  auto change = 0;
  for (std::size_t i = 0; i < common; ++i) {
    if (from[i] != to[i]) change += loss_[from[i]] + gain_[to[i]];
  }
  for (auto i = common; i < from.size(); ++i)
    change += loss_[from[i]];
  for (auto i = common; i < to.size(); ++i)
    change += gain_[to[i]];
  return change;
}

// The candidates that mend a row: who comes is in it when it lacks seats, who leaves when not.
void PanelSearch::gather(std::uint32_t row, bool lacking) {
  coming_.clear();
  leaving_.clear();
  std::vector<std::uint32_t> const& inside = model_.rows[row].classes;
  auto const rested = [&](std::uint32_t t) { return moved_[t] + rest <= now_; };
  auto const take = [&](std::vector<std::uint32_t> const& from, bool in) {
    for (auto const t : from) {
      if (!rested(t)) continue;
      if (in && seats_[t] < box_->class_max[t]) coming_.push_back(t);
      if (!in && seats_[t] > box_->class_min[t]) leaving_.push_back(t);
    }
  };
  take(lacking ? inside : open_, true);
  take(lacking ? open_ : inside, false);
}

bool PanelSearch::move() {
  ++now_;
  auto const row = violated_[random_.below(violated_.size())];
  gather(row, sums_[row] < box_->row_min[row]);
  if (coming_.empty() || leaving_.empty()) return true;
  auto const thin = [&](std::vector<std::uint32_t>& candidates, std::size_t most) {
    for (std::size_t i = 0; i < std::min(most, candidates.size()); ++i) {
      std::swap(candidates[i], candidates[i + random_.below(candidates.size() - i)]);
    }
    if (candidates.size() > most) candidates.resize(most);
  };
  thin(coming_, most_coming);
  thin(leaving_, most_leaving);
  auto best = std::numeric_limits<int>::max();
  std::uint32_t best_out = 0;
  std::uint32_t best_in = 0;
  for (auto const in : coming_) {
    for (auto const out : leaving_) {
      if (in == out) continue;
      if (auto const found = change(out, in); found < best) {
        best = found;
        best_out = out;
        best_in = in;
      }
    }
  }
  if (best == std::numeric_limits<int>::max()) return true;
  exchange(best_out, best_in);
  return true;
}

}  // namespace pacte::decision::sortition
