// How an outcome serves the voters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decision/budgeting/outcome.hpp"
#include "decision/rational.hpp"

namespace pacte::decision::budgeting {

struct Spending {
  std::string name;
  Amount cost = 0;
  std::size_t chosen = 0;
  std::size_t projects = 0;
};

/// A group that EJR+ up to one project says should have had more: all of them would get at most
/// `each` with `project` added, and the money that is theirs buys more than that of it.
struct Underserved {
  ProjectIndex project = 0;
  std::uint64_t voters = 0;
  Int128 each = 0;    // satisfaction of the best served of them, with the project
  Rational deserved;  // what the group's share of the budget would give each: above `each`
};

struct Measures {
  std::uint64_t voters = 0;
  std::uint64_t served = 0;             // voters who get something from a chosen project
  std::uint64_t chosen_votes = 0;       // supporters of chosen projects, all together
  std::vector<Spending> by_category{};  // a project of two categories counts in both
  std::vector<Spending> by_district{};
  /// EJR+ up to one project; nothing when it holds. The worst case: largest `deserved - each`.
  std::optional<Underserved> underserved{};
  /// The outcome is priceable: voters with this much each can pay it, each paying only for what
  /// they support, and the supporters of no project left out have more than its cost left (D.
  /// Peters and P. Skowron, EC 2020). The payments of the rule are the proof. Nothing when the rule
  /// gives none, which does not say that there is none.
  std::optional<Rational> price_of_voter{};
};

Measures measure(Count const& count, Outcome const& outcome);

/// M. Brill and J. Peters, "Robust and verifiable proportionality axioms for multiwinner voting"
/// (EC 2023), carried over to costs and additive satisfactions: for every project p left out that
/// the budget could pay, and every group S of its supporters, some voter i of S has
/// u_i(outcome) + u_i(p) > (budget / voters) * (sum over S of u_j(p)) / cost(p).
/// The Method of Equal Shares promises it.
std::optional<Underserved> find_underserved(Count const& count, Outcome const& outcome);

}  // namespace pacte::decision::budgeting
