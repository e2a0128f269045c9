// One call for a whole vote: quorum, contests, count.
#pragma once

#include "base/problem.hpp"
#include "decision/election/outcome.hpp"

namespace pacte::decision::election {

struct QuorumCheck {
  Votes needed = 0;   // people
  Votes counted = 0;  // people there, or who took part when the file does not say who is there
  bool reached = true;
};

struct ElectionResult {
  std::optional<QuorumCheck> quorum{};
  std::vector<Contest> contests;  // several when colleges have their own seats
};

/// The ballots must have been read under the same rules.
/// Problems: `conflict` for a tie that no declared rule decides; `invalid` for rules that do not
/// fit the election.
Result<ElectionResult> elect(Election const& election, Rules const& rules);

}  // namespace pacte::decision::election
