// How equal candidates are told apart: by the rules that the body declared, in their order.
#pragma once

#include <vector>

#include "decision/election/outcome.hpp"

namespace pacte::decision::election {

class TieBreaker {
 public:
  TieBreaker(Election const& election, std::vector<TieRule> const& rules);

  /// The `places` best of equal candidates. When no rule decides, the count goes on with the order
  /// of the file, `undecided()` says so, and the outcome must not be used.
  CandidateList choose(CandidateList const& tied, std::size_t places, Tie::Stake stake);
  /// The one to exclude among equals.
  CandidateIndex last(CandidateList const& tied);

  bool undecided() const { return undecided_; }
  std::vector<Tie> const& ties() const { return ties_; }

  void set_first_votes(Scores votes) { first_votes_ = std::move(votes); }
  /// Votes at the end of a stage, for the rule `earlier` and the numbers of stages.
  void remember(Scores votes) { stages_.push_back(std::move(votes)); }
  /// By candidate: the day that the rules on age look at; a mean may fall between two days.
  void set_births(std::vector<std::optional<Rational>> births) { births_ = std::move(births); }
  /// The day of the candidate, or of the eldest of its members.
  static std::optional<Rational> birth_of(Candidate const& candidate);

 private:
  void pick(CandidateList const& tied, std::size_t places, std::size_t from, Tie const& about,
            CandidateList& chosen);
  bool keys(TieRule const& rule, CandidateList const& tied, std::vector<Rational>& keys) const;
  bool earlier_keys(CandidateList const& tied, std::vector<Rational>& keys) const;
  std::vector<std::size_t> drawn(std::string const& seed) const;

  Election const& election_;
  std::vector<TieRule> const& rules_;
  std::vector<std::optional<Rational>> births_;
  Scores first_votes_;
  std::vector<Scores> stages_;
  std::vector<Tie> ties_;
  bool undecided_ = false;
};

}  // namespace pacte::decision::election
