#include "decision/sortition/conflict.hpp"

#include <algorithm>
#include <set>

#include "decision/sortition/integer.hpp"

namespace pacte::decision::sortition {
namespace {

constexpr std::size_t most_conflicts = 5;
constexpr std::size_t most_relaxations = 5;

// The programme of panels in which every limit may be dropped or moved, at a cost.
class Elastic {
 public:
  Elastic(SeatModel const& model, SolverSettings const& settings) : model_{model} {
    options_.settings = settings;
    for (auto const& people : model.classes) {
      programme_.columns.push_back({.lower = 1.0 * people.min, .upper = 1.0 * people.max});
    }
    for (auto const& row : model.rows)
      add(row);
  }

  [[nodiscard]] std::vector<Limit> const& limits() const { return limits_; }

  /// Whether a panel keeps these limits.
  bool possible(std::set<Limit> const& kept) {
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      auto& move = programme_.columns[moves_[i]];
      move.upper = kept.contains(limits_[i]) ? 0 : farthest(limits_[i]);
      move.cost = 0;
    }
    options_.any_solution = true;
    return !solve(programme_, options_).values.empty();
  }

  /// The cheapest way, in seats; empty without one. Later calls find others.
  std::vector<LimitChange> cheapest() {
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      programme_.columns[moves_[i]].upper = farthest(limits_[i]);
      programme_.columns[moves_[i]].cost = 1;
    }
    options_.any_solution = false;
    auto const result = solve(programme_, options_);
    std::vector<LimitChange> changes;
    if (result.values.empty()) return changes;
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      auto const by = static_cast<int>(result.values[moves_[i]]);
      if (by == 0) continue;
      auto const& limit = limits_[i];
      changes.push_back({limit, limit.is_max ? limit.seats + by : limit.seats - by});
    }
    if (!changes.empty()) forbid(changes);
    return changes;
  }

 private:
  void add(Row const& row) {
    IntegerRow written{.lower = 1.0 * row.min, .upper = 1.0 * row.max, .entries = {}};
    for (auto const t : row.classes)
      written.entries.push_back({static_cast<int>(t), 1});
    if (row.kind == Row::Kind::feature) {
      for (auto const is_max : {false, true}) {
        moves_.push_back(programme_.columns.size());
        limits_.push_back({row.category, row.feature, is_max, is_max ? row.max : row.min});
        written.entries.push_back({static_cast<int>(moves_.back()), is_max ? -1.0 : 1.0});
        programme_.columns.push_back({.lower = 0, .upper = farthest(limits_.back()), .cost = 1});
      }
    }
    programme_.rows.push_back(std::move(written));
  }

  [[nodiscard]] double farthest(Limit const& limit) const {
    return limit.is_max ? std::max(0, model_.size - limit.seats) : limit.seats;
  }

  // Not all of these limits are moved again: what comes next is another way.
  void forbid(std::vector<LimitChange> const& changes) {
    IntegerRow row{.lower = -no_limit, .upper = 0, .entries = {}};
    for (auto const& change : changes) {
      auto const i =
          static_cast<std::size_t>(std::ranges::find(limits_, change.limit) - limits_.begin());
      // A column that is 1 when this limit is moved.
      auto const moved = programme_.columns.size();
      programme_.columns.push_back({.lower = 0, .upper = 1});
      programme_.rows.push_back({.lower = -no_limit,
                                 .upper = 0,
                                 .entries = {{static_cast<int>(moves_[i]), 1},
                                             {static_cast<int>(moved), -farthest(limits_[i])}}});
      row.entries.push_back({static_cast<int>(moved), 1});
    }
    row.upper = static_cast<double>(changes.size()) - 1;
    programme_.rows.push_back(std::move(row));
  }

  SeatModel const& model_;
  IntegerProgramme programme_;
  IntegerOptions options_;
  std::vector<Limit> limits_;
  std::vector<std::size_t> moves_;  // columns, by limit
};

// Drops limits one by one as long as no panel keeps the rest.
std::vector<Limit> shrink(Elastic& elastic, std::set<Limit> kept) {
  for (auto const& limit : elastic.limits()) {
    if (!kept.contains(limit)) continue;
    kept.erase(limit);
    if (elastic.possible(kept)) kept.insert(limit);
  }
  return {kept.begin(), kept.end()};
}

// Another conflict lacks at least one limit of each that is known: tries each one in turn.
std::vector<std::vector<Limit>> find_conflicts(Elastic& elastic) {
  std::set<Limit> const all{elastic.limits().begin(), elastic.limits().end()};
  std::vector<std::vector<Limit>> conflicts{shrink(elastic, all)};
  for (std::size_t known = 0; known < conflicts.size(); ++known) {
    auto const base = conflicts[known];
    for (auto const& dropped : base) {
      if (conflicts.size() >= most_conflicts) return conflicts;
      auto rest = all;
      rest.erase(dropped);
      if (elastic.possible(rest)) continue;
      auto found = shrink(elastic, std::move(rest));
      if (std::ranges::find(conflicts, found) == conflicts.end()) {
        conflicts.push_back(std::move(found));
      }
    }
  }
  return conflicts;
}

int seats_moved(std::vector<LimitChange> const& changes) {
  auto total = 0;
  for (auto const& change : changes)
    total += std::abs(change.seats - change.limit.seats);
  return total;
}

}  // namespace

Infeasibility explain_infeasible(SeatModel const& model, SolverSettings const& settings) {
  Infeasibility result;
  Elastic elastic{model, settings};
  if (!elastic.possible({})) {
    result.conflicts.emplace_back();
    return result;
  }
  result.conflicts = find_conflicts(elastic);
  while (result.relaxations.size() < most_relaxations) {
    auto changes = elastic.cheapest();
    if (changes.empty()) break;
    if (!result.relaxations.empty() &&
        seats_moved(changes) > seats_moved(result.relaxations.front())) {
      break;
    }
    result.relaxations.push_back(std::move(changes));
  }
  return result;
}

}  // namespace pacte::decision::sortition
