// The Method of Equal Shares.
//
// Every voter gets the same money. A project is bought when its supporters can pay it; the one
// bought next costs its supporters the least per unit of satisfaction, and none of them pays more
// per unit than that, unless they have nothing left. D. Peters and P. Skowron, "Proportionality
// and the limits of welfarism" (EC 2020); D. Peters, G. Pierczyński and P. Skowron, "Proportional
// participatory budgeting with additive utilities" (NeurIPS 2021).
//
// The count is exact. Purses and prices are kept between two whole numbers, the exact value lying
// between them; only when two prices overlap, or when a purse may be just enough, are exact
// fractions computed (see docs/decision/budgeting.md).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "decision/budgeting/outcome.hpp"
#include "decision/rational.hpp"

namespace pacte::decision::budgeting {

/// Money and prices within a run count in units of the start money divided by 2^60.
inline constexpr int purse_bits = 60;

/// A project bought.
struct SharesRound {
  ProjectIndex project = 0;
  /// What a supporter with enough money pays per unit of value: between these two.
  Int128 rate_low = 0;
  Int128 rate_high = 0;
  std::uint64_t payers = 0;   // voters who had something left
  std::uint64_t emptied = 0;  // those of them who gave all that was left
};

struct SharesRun {
  Outcome outcome;
  std::vector<SharesRound> rounds;
  Rational start;        // money of each voter, in the election's unit
  bool stopped = false;  // because of `stop_above`
};

class EqualShares {
 public:
  explicit EqualShares(Count const& count);

  /// What an observer may ask while a run is under way.
  class State {
   public:
    explicit State(EqualShares const& run) : run_{run} {}
    /// The least that the supporters of a project surely have when each gives at most
    /// `rate * value`.
    Int128 money_within(ProjectIndex project, Int128 rate) const;
    Int128 money(ProjectIndex project) const;
    Barrier barrier(ProjectIndex project) const { return run_.eligibility_->barrier(project); }

   private:
    EqualShares const& run_;
  };
  /// Called before each purchase with it, and at the end of the run with nothing.
  using Observer = std::function<void(State const&, SharesRound const*)>;

  /// One run, from `start` for each voter. Stops as soon as the cost is above `stop_above`.
  SharesRun run(Rational const& start, std::optional<Amount> stop_above = std::nullopt,
                Observer const& observer = nullptr);

 private:
  struct Purse {
    std::int64_t low;
    std::int64_t high;
  };
  struct Bounds {
    Int128 low;
    Int128 high;
  };
  // A project in the queue: the exact price is not below `rate`.
  struct Entry {
    Int128 rate;
    Amount factor;
    ProjectIndex project;
  };
  // Those who give all they have, and the sum of values of the others.
  struct Split {
    Int128 paid = 0;
    Int128 divisor = 0;
  };
  struct Candidate {
    ProjectIndex project;
    Bounds rate;
    std::optional<Rational> exact{};
  };
  // A sum of purses as a combination of the start money (1) and of the prices of past rounds.
  struct Combination {
    Int128 constant = 0;
    std::vector<Int128> rounds{};
  };
  // The exact price of a round: (cost - paid) / divisor.
  struct ExactRound {
    ProjectIndex project = 0;
    Combination paid{};
    Int128 divisor = 0;
    std::optional<Rational> rate{};
  };
  // A supporter for whom the bounds do not tell whether the purse is enough.
  struct Unsure {
    std::uint32_t ballot;
    std::uint32_t weight;
    std::uint32_t value;
    Rational money{};
    Rational limit{};  // money / value
  };

  void prepare(Rational const& start);
  template <bool high> Split split(ProjectIndex project, Int128 rate) const;
  bool step(Entry& entry);
  std::optional<Int128> upper_rate(ProjectIndex project, Int128 rate) const;
  void push(ProjectIndex project, Int128 rate);
  Entry pop();
  std::vector<Candidate> candidates();
  std::optional<Candidate> next_purchase(Outcome& outcome);
  SharesRound buy(Candidate& candidate);
  std::vector<bool> settle_unsure(Candidate& candidate, std::vector<Unsure>& unsure);

  void add_purse(Combination& sum, std::uint32_t ballot, std::uint32_t weight) const;
  Rational value_of(Combination const& sum);
  Rational const& rate_of(std::size_t round);
  Rational exact_purse(std::uint32_t ballot);
  std::optional<Rational> exact_rate(ProjectIndex project, Bounds rate);
  Rational largest_limit(ProjectIndex project);
  Rational exact_cost(ProjectIndex project) const;
  Amount factor(ProjectIndex project) const;
  std::uint32_t value_at(ProjectIndex project, std::size_t place) const;

  Count count_;
  Rational start_;
  std::optional<Eligibility> eligibility_;
  std::vector<Purse> purses_;           // by ballot
  std::vector<Bounds> costs_;           // by project
  std::vector<std::int32_t> round_of_;  // by project, -1 when not bought
  std::vector<std::size_t> checked_;    // by project: the round in which its price last stood firm
  std::vector<ExactRound> exact_;       // by round
  std::vector<Entry> queue_;            // a heap, cheapest first
  std::vector<ProjectIndex> waiting_;   // for another project
};

}  // namespace pacte::decision::budgeting
