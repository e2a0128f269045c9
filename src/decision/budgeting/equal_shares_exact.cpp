// The exact side of the Method of Equal Shares: what is computed when bounds do not tell.
//
// A voter who never gave everything has 1 - (sum of value * price over the projects bought that the
// ballot supports), in units of the start money. So the money of any set of voters is a whole
// combination of 1 and of the prices of past rounds, and no fraction is needed for each voter.
#include <algorithm>

#include "decision/budgeting/equal_shares.hpp"

namespace pacte::decision::budgeting {

void EqualShares::add_purse(Combination& sum, std::uint32_t ballot, std::uint32_t weight) const {
  auto const& ballots = count_.election.ballots;
  sum.constant += weight;
  auto choice = ballots.start(ballot);
  for (auto const project : ballots.projects(ballot)) {
    auto const value = count_.utilities.value_of_choice(choice++);
    auto const round = round_of_[project];
    if (round < 0 || value == 0) continue;
    sum.rounds[static_cast<std::size_t>(round)] -= static_cast<Int128>(weight) * value;
  }
}

Rational EqualShares::value_of(Combination const& sum) {
  Rational value = to_rational(sum.constant);
  for (std::size_t round = 0; round < sum.rounds.size(); ++round) {
    if (sum.rounds[round] != 0) value += to_rational(sum.rounds[round]) * rate_of(round);
  }
  return value;
}

Rational const& EqualShares::rate_of(std::size_t round) {
  auto& exact = exact_[round];
  if (!exact.rate) {
    exact.rate = (exact_cost(exact.project) - value_of(exact.paid)) / to_rational(exact.divisor);
  }
  return *exact.rate;
}

Rational EqualShares::exact_purse(std::uint32_t ballot) {
  Combination sum;
  sum.rounds.assign(exact_.size(), 0);
  if (purses_[ballot].high == 0) return 0;
  add_purse(sum, ballot, 1);
  return value_of(sum);
}

// What the richest supporter, per unit of value, can pay.
Rational EqualShares::largest_limit(ProjectIndex project) {
  Rational largest = 0;
  auto const supporters = count_.utilities.supporters(project);
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    Rational const limit = exact_purse(supporters[i].ballot) / value_at(project, i);
    if (limit > largest) largest = limit;
  }
  return largest;
}

// Nothing when the supporters have too little.
std::optional<Rational> EqualShares::exact_rate(ProjectIndex project, Bounds rate) {
  auto const supporters = count_.utilities.supporters(project);
  Combination sum;
  sum.rounds.assign(exact_.size(), 0);
  Int128 divisor = 0;
  std::vector<Unsure> unsure;
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    auto const& [ballot, weight] = supporters[i];
    auto const value = value_at(project, i);
    auto const purse = purses_[ballot];
    if (purse.high == 0) continue;
    if (purse.high <= rate.low * value) {
      add_purse(sum, ballot, weight);
      continue;
    }
    divisor += static_cast<Int128>(weight) * value;
    if (purse.low < rate.high * value) unsure.push_back({ballot, weight, value});
  }
  for (auto& each : unsure) {
    each.money = exact_purse(each.ballot);
    each.limit = each.money / each.value;
  }
  std::ranges::sort(unsure, [](Unsure const& a, Unsure const& b) { return a.limit < b.limit; });
  Rational missing = exact_cost(project) - value_of(sum);
  // The poorest of them give everything, as long as that is less than the others must give.
  for (auto const& each : unsure) {
    if (each.limit * to_rational(divisor) > missing) break;
    missing -= each.money * each.weight;
    divisor -= static_cast<Int128>(each.weight) * each.value;
  }
  if (divisor > 0) return missing / to_rational(divisor);
  if (missing > 0) return std::nullopt;
  return largest_limit(project);
}

// For each of them, whether the purse is emptied.
std::vector<bool> EqualShares::settle_unsure(Candidate& candidate, std::vector<Unsure>& unsure) {
  std::vector<bool> emptied;
  if (unsure.empty()) return emptied;
  if (!candidate.exact) candidate.exact = exact_rate(candidate.project, candidate.rate);
  for (auto const& each : unsure) {
    emptied.push_back(exact_purse(each.ballot) <= candidate.exact.value() * each.value);
  }
  return emptied;
}

}  // namespace pacte::decision::budgeting
