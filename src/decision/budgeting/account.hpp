// Why each project won or lost, and what would have made it win.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "decision/budgeting/completion.hpp"
#include "decision/budgeting/phragmen.hpp"
#include "decision/rational.hpp"

namespace pacte::decision::budgeting {

enum class Fate {
  chosen,
  completed,         // chosen by the greedy rule with the money left
  unsupported,       // nobody gets anything from it
  no_room,           // greedy: dearer than the money left when its turn came
  supporters_short,  // Equal Shares: its supporters did not have enough left
  load_too_high,     // Phragmén: the rule stopped before its turn
  not_in_best_set,   // welfare
  comparison_lost,   // chosen by the rule, and lost at the comparison step
  minimum_votes,
  group_budget,
  exclusive,
  dependency,
};

/// What would have made a project win, the rest unchanged. Each is enough by itself.
struct Remedy {
  /// Greedy and welfare: so many more units of value (votes, or points). Equal Shares and Phragmén:
  /// so many more supporters, with a whole share or no load yet.
  std::optional<std::uint64_t> more_support{};
  /// Greedy: the largest cost at which it wins. Equal Shares (in the run that was kept) and
  /// Phragmén: a cost at which it surely wins, without counting on a tie.
  std::optional<Amount> lower_cost{};
};

struct Account {
  Fate fate = Fate::no_room;
  std::optional<std::size_t> round{};  // its place in the order of choice, from 0
  std::uint64_t supporters = 0;        // voters
  std::uint64_t total = 0;             // sum of values
  /// Greedy: the money left when its turn came.
  std::optional<Amount> left{};
  /// Equal Shares: what a supporter with enough money paid, per unit of value. Phragmén: the load
  /// of its supporters. In the election's unit, to within 2^-59 of a share or of the budget.
  std::optional<Rational> price{};
  std::uint64_t payers = 0;   // Equal Shares
  std::uint64_t emptied = 0;  // those of them who gave all they had left
  Remedy remedy{};
};

std::vector<Account> greedy_accounts(Count const& count, Outcome const& start,
                                     GreedyCount const& made);
std::vector<Account> shares_accounts(Count const& count, SharesCount const& made);
/// `count.utilities` as for the count.
std::vector<Account> phragmen_accounts(Count const& count, PhragmenCount const& made);
Result<std::vector<Account>> welfare_accounts(Count const& count, Outcome const& made,
                                              Int128 welfare);

}  // namespace pacte::decision::budgeting
