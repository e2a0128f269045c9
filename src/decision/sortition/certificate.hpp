// Why the lottery found is the best: what anyone can check without a solver, or with another one.
#pragma once

#include <string>
#include <vector>

#include "decision/sortition/classes.hpp"
#include "decision/sortition/people_lottery.hpp"
#include "decision/sortition/relaxation.hpp"

namespace pacte::decision::sortition {

enum class Proof {
  none,            // the legacy draw promises nothing
  multipliers,     // each bound follows from multipliers on the quotas, by plain arithmetic
  all_panels,      // each bound is the greatest price in the list of all panels
  integer_search,  // each bound is the optimum of an integer programme
};

struct Certificate {
  Proof proof = Proof::none;
  std::vector<Stage> stages;
  std::vector<double> seats;  // by class, expected: what the lottery gives
  /// Nash: sum over classes of (people x weight / seats) x c is at most the sum of people x weight
  /// for every panel c, up to this relative difference.
  double gap = 0;
};

struct Verification {
  std::vector<std::string> failures;  // French sentences; empty when all holds
  /// Largest difference between a level claimed and the one that its bound proves.
  double largest_gap = 0;
  /// Largest difference between the lottery's probability of a settled class and its level.
  double largest_deviation = 0;
};

/// Checks again, from the model alone: every panel keeps the quotas, the weights add up to 1, the
/// probabilities follow, and each stage's level is proven by its prices. Bounds by multipliers are
/// computed in exact rational arithmetic; others are taken as stated.
Verification verify(SeatModel const& model, std::vector<PeoplePanel> const& panels,
                    Certificate const& certificate);

}  // namespace pacte::decision::sortition
