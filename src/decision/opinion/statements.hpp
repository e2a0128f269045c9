// What each statement says of the groups: which it unites, which it divides, whom it represents.
//
// The counts and the tests are those of Polis ("Polis: Scaling deliberation…", 2021, section on
// representative statements): shares smoothed by one vote for and one against (Laplace), z scores
// of a proportion against one half and of two proportions, one-sided at 90 %.
#pragma once

#include <cstdint>
#include <vector>

#include "decision/opinion/groups.hpp"

namespace pacte::decision::opinion {

struct Tally {
  std::uint32_t agree = 0;
  std::uint32_t disagree = 0;
  std::uint32_t pass = 0;

  [[nodiscard]] std::uint32_t seen() const { return agree + disagree + pass; }
  [[nodiscard]] double share_agreeing() const;     // (agree + 1) / (seen + 2)
  [[nodiscard]] double share_disagreeing() const;  // (disagree + 1) / (seen + 2)
};

/// z of a share against one half: 2 sqrt(n + 1) ((k + 1) / (n + 1) - 1/2).
double against_half(std::uint32_t count, std::uint32_t seen);

/// z of the difference of two shares k/n, each count and size having one more (pooled variance).
double two_shares(std::uint32_t count_a, std::uint32_t seen_a, std::uint32_t count_b,
                  std::uint32_t seen_b);

/// The one-sided 90 % point of the normal law.
inline constexpr double significant = 1.2816;

struct Representative {
  std::size_t statement = 0;
  bool agrees = true;   // what the group says of it
  double share = 0;     // smoothed share of the group that says so
  double ratio = 0;     // that share over the same share among all others
  double z_own = 0;     // against one half
  double z_others = 0;  // against the others
  [[nodiscard]] double weight() const { return ratio * z_others * share * z_own; }
};

struct StatementReading {
  Tally all;  // of all participants, in a group or not
  std::vector<Tally> by_group;
  double uniting_for = 0;      // product over groups of the smoothed share agreeing
  double uniting_against = 0;  // the same, disagreeing
  double dividing = 0;         // largest difference between two groups' smoothed shares agreeing
  double dividing_z = 0;       // its z score
};

struct Reading {
  std::vector<StatementReading> statements;
  /// For each group, the statements that tell it apart, the most telling first: both tests hold.
  std::vector<std::vector<Representative>> by_group;
  std::vector<std::size_t> uniting;   // most agreed on by every group first: a majority in each
  std::vector<std::size_t> rejected;  // most disagreed with by every group first
  std::vector<std::size_t> dividing;  // widest difference first, if the test holds
};

Reading read(Votes const& votes, Groups const& groups);

}  // namespace pacte::decision::opinion
