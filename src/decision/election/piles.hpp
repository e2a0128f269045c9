// Ranked ballots in piles, one by candidate, that move from one to the next.
#pragma once

#include <cstdint>
#include <vector>

#include "decision/election/count.hpp"

namespace pacte::decision::election {

/// Ballots that are worth the same stay in one parcel, so that fractions are worked out once for
/// them all, and each ballot is only a whole number.
class Piles {
 public:
  explicit Piles(Count const& count);

  Scores const& votes() const { return votes_; }
  Rational const& exhausted() const { return exhausted_; }
  CandidateList const& continuing() const { return continuing_; }

  /// No ballot goes to the candidate any more.
  void close(CandidateIndex candidate);
  /// Multiplies the values of all ballots of a closed candidate and gives them to their next
  /// continuing candidate. `kept` votes stay with the candidate.
  void move(CandidateIndex candidate, Rational const& factor, Rational const& kept);

 private:
  struct Parcel {
    Rational value;
    std::vector<std::uint32_t> ballots;
  };
  /// Gives ballots that are worth `value` to their next continuing candidates.
  void give(std::vector<std::uint32_t> const& ballots, Rational const& value);
  Parcel& parcel(CandidateIndex candidate, Rational const& value);

  Ballots const& ballots_;
  std::vector<std::vector<Parcel>> piles_;  // by candidate
  std::vector<std::uint16_t> at_;           // by ballot: place of the candidate that holds it
  std::vector<bool> open_;
  CandidateList continuing_;
  Scores votes_;
  Rational exhausted_;
};

}  // namespace pacte::decision::election
