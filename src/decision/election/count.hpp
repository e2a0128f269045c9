// One contest ready to be counted: whose ballots, worth how much, for which candidates and seats.
#pragma once

#include <span>
#include <vector>

#include "base/problem.hpp"
#include "decision/election/outcome.hpp"
#include "decision/election/ties.hpp"

namespace pacte::decision::election {

struct Count {
  Election const& election;
  Rules const& rules;
  TieBreaker& ties;
  std::uint32_t seats = 1;
  std::optional<std::uint16_t> college{};  // the only one that votes
  CandidateList candidates{};
  /// By college: what one vote is worth; 0 for a college that does not vote here.
  std::vector<Rational> worth{};
  Turnout turnout{};
  /// People who may vote here; none when their number is not given, or when votes are not people's:
  /// ballots of several votes, colleges with shares.
  std::optional<Rational> members{};
  std::size_t round = 0;

  Ballots const& ballots() const { return election.rounds[round]; }
  bool takes(BallotGroup const& group) const {
    return group.kind == BallotKind::valid && worth[group.college] != 0;
  }
};

/// Votes counted as whole numbers by college and candidate, then brought to their worth.
class Sums {
 public:
  explicit Sums(Count const& count)
      : count_{count},
        candidates_{count.election.candidates.size()},
        sums_(candidates_ * count.worth.size()) {}
  void add(std::uint16_t college, CandidateIndex candidate, Votes votes) {
    sums_[college * candidates_ + candidate] += votes;
  }
  Scores scores() const;

 private:
  Count const& count_;
  std::size_t candidates_;
  std::vector<Votes> sums_;
};

/// Fills `worth`, `turnout` and `members` for the round.
/// The problem: a base whose size is not known, or that has no sense.
Result<void> weigh(Count& count);
/// Whether the file has ballots of this contest at the round, from 0.
bool held(Count const& count, std::size_t round);

/// The best by score, at most `places`, best first; parity with those already elected is kept if
/// the rules say so.
CandidateList best(Count& count, CandidateList candidates, Scores const& scores, std::size_t places,
                   CandidateList already = {});
/// Those who may stand again: the `top` best, and all who have `least` votes if there is such a
/// share.
CandidateList stand_again(Count& count, CandidateList able, Scores const& votes,
                          std::optional<Rational> const& least, std::size_t top);
/// The problem: votes of this round for somebody who could not stand.
Result<void> check_standing(Count const& count, Scores const& votes, CandidateList const& standing);
CandidateList without(CandidateList list, CandidateList const& some);
/// Candidates with more than 0.
CandidateList supported(std::span<CandidateIndex const> candidates, Scores const& scores);
/// Scores such that a level is better than those that follow.
Scores scores_of(Count const& count, std::vector<CandidateList> const& levels);

/// Whether one more of that sex may be elected, given who is.
bool parity_allows(Count const& count, std::span<CandidateIndex const> elected, Sex sex);

// One function per method. They fill outcome.elected, ending and working.
void count_scores(Count& count, Outcome& outcome);  // relative, absolute, qualified, approval
Result<void> count_rounds(Count& count, Outcome& outcome);
void count_instant_runoff(Count& count, Outcome& outcome);
void count_transfers(Count& count, Outcome& outcome);
void count_paths(Count& count, Outcome& outcome);
void count_grades(Count& count, Outcome& outcome);
Result<void> count_seats(Count& count, Outcome& outcome);

}  // namespace pacte::decision::election
