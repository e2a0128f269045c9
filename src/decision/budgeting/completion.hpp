// What is done with the money that the Method of Equal Shares leaves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "decision/budgeting/equal_shares.hpp"
#include "decision/budgeting/greedy.hpp"

namespace pacte::decision::budgeting {

struct Completion {
  enum class Kind {
    none,
    greedy,    // the greedy rule goes on with the money left
    add_one,   // runs with ever more money, one unit of currency more for each voter
    increase,  // runs with ever more money, `step` of the budget more in all
  };
  Kind kind = Kind::none;
  Rational step{1, 100};     // of the budget, for `increase`
  bool then_greedy = false;  // after `add_one` or `increase` (« Add1u »)
  /// Runs made at the same time when there are several to make. The result is the same.
  unsigned threads = 1;
};

struct SharesCount {
  Outcome outcome;
  SharesRun run;           // the run kept
  std::uint64_t runs = 1;  // runs made
  GreedyCount greedy{};    // what was added at the end, if anything
};

/// Told from time to time: runs made. For a person who waits.
using Progress = std::function<void(std::uint64_t)>;

/// The run kept is the last one before the first that costs more than the budget, or the first
/// that leaves no room for any project. For `add_one`, only projects with a cost and supporters
/// count for that.
SharesCount equal_shares(Count const& count, Completion const& completion,
                         Progress const& progress = nullptr);

/// The comparison step of the cities that adopted the method (equalshares.net): if strictly more
/// voters get more from the greedy outcome than from this one, greedy it is.
struct Comparison {
  std::uint64_t prefer_first = 0;
  std::uint64_t prefer_second = 0;
  std::uint64_t indifferent = 0;
  bool second_wins() const { return prefer_second > prefer_first; }
};
Comparison compare_outcomes(Count const& count, Outcome const& first, Outcome const& second);

/// What each ballot gets from an outcome: by ballot, sum of value * (cost or 1).
std::vector<Int128> satisfactions(Count const& count, Outcome const& outcome);

}  // namespace pacte::decision::budgeting
