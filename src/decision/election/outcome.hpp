// What a count answers: who is elected, and all that led there.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "decision/election/rules.hpp"

namespace pacte::decision::election {

/// By candidate of the election; 0 for those who do not stand in the contest.
using Scores = std::vector<Rational>;
using CandidateList = std::vector<CandidateIndex>;

/// A moment when several were exactly as good, and it mattered.
struct Tie {
  enum class Stake { seat, exclusion, surplus, next_round, bonus };
  Stake stake = Stake::seat;
  std::size_t stage = 0;  // stage or round, from 1
  CandidateList tied;
  CandidateList chosen;           // for `exclusion`, those who stay
  std::optional<TieRule> rule{};  // none: no declared rule decided
};

/// Votes are weighted; people are ballots.
struct Turnout {
  Votes people = 0;   // ballots of all kinds, abstentions told included
  Votes proxies = 0;  // of which for somebody absent
  Rational valid, blank, null, abstention;
  Rational base;  // what majorities are a share of
};

/// Votes of candidates at one round.
struct RoundCount {
  Turnout turnout;
  Scores votes;
  std::optional<Rational> needed{};       // votes to be elected…
  bool strict = false;                    // …or to exceed
  std::optional<Rational> also_needed{};  // to reach too, as a share of the members
  CandidateList elected{};
  CandidateList qualified{};  // may stand at the next round
};
struct ScoreCount {
  std::vector<RoundCount> rounds;
};

/// Rankings, one candidate in or out at a time.
struct Stage {
  enum class Kind { first, surplus, exclusion };
  Kind kind = Kind::first;
  std::optional<CandidateIndex> candidate{};  // whose ballots move
  std::optional<Rational> factor{};           // by which a surplus multiplies their values
  Scores votes;                               // after the move
  Rational exhausted;                         // votes that go to nobody any more
  CandidateList elected{};                    // at this stage
};
struct TransferCount {
  std::optional<Rational> quota{};
  std::vector<Stage> stages;
};

/// Row by row: `preferred[i * n + j]` votes put i before j; i and j among `candidates`.
struct PathCount {
  CandidateList candidates;
  std::vector<Rational> preferred;
  std::vector<Rational> strength;     // of the strongest path; 0 when there is none
  std::vector<std::uint16_t> next;    // first step of that path, as a place in `candidates`
  std::vector<CandidateList> levels;  // best first; those of one level do not beat each other
  std::optional<CandidateIndex> condorcet{};  // beats each other one
};

struct Gauge {
  Rational above;  // votes with a better grade than the median
  Rational below;  // with a worse one
};
struct GradeCount {
  std::vector<std::vector<Rational>> profiles;  // by candidate, by grade
  std::vector<std::uint16_t> medians;           // by candidate: a grade
  std::vector<Gauge> gauges;                    // by candidate
  std::vector<CandidateList> levels;            // best first; equal ones together
};

/// Seats in proportion.
struct Award {
  CandidateIndex list = 0;
  Rational quotient;  // highest average, or remainder, that gave the seat
};
struct SeatCount {
  Turnout turnout;
  Scores votes;
  Rational least_votes;  // under which a list has no seat
  CandidateList admitted;
  std::optional<CandidateIndex> leader{};  // which has the bonus
  std::uint32_t bonus = 0;
  Rational hare_quota;                  // votes for one seat; 0 for the formulas with divisors
  std::vector<std::uint32_t> whole;     // by list: seats by whole quotas
  std::vector<Award> awards;            // the other seats, in order
  std::optional<Rational> next_best{};  // best quotient that had no seat
  std::vector<std::uint32_t> seats;     // by list, bonus included
  std::vector<std::uint32_t> vacant;    // by list: seats that it has nobody for
  CandidateList qualified{};            // for a second round
};

struct Outcome {
  enum class Ending { elected, nobody, next_round, no_quorum };
  Ending ending = Ending::elected;
  CandidateList elected{};  // in order; lists that have a seat
  std::vector<Tie> ties{};
  std::variant<std::monostate, ScoreCount, TransferCount, PathCount, GradeCount, SeatCount>
      working{};
};

/// One election, or that of one college when colleges have their own seats.
struct Contest {
  std::optional<std::uint16_t> college{};
  std::uint32_t seats = 1;
  Turnout turnout{};  // of the last round counted
  Outcome outcome{};
};

}  // namespace pacte::decision::election
