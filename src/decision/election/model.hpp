// A vote as it was held: who stands, who votes in which college, and the ballots, merged.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <vector>

#include "decision/rational.hpp"

namespace pacte::decision::election {

/// Whole votes. One election never counts more than `most_votes`, so that sums and products by a
/// number of candidates keep within 64 bits.
using Votes = std::int64_t;
inline constexpr Votes most_votes = 1'000'000'000'000'000;
/// Largest number that a row may give: ballots, votes of one ballot, members, seats.
inline constexpr Votes largest_number = 1'000'000'000;
inline constexpr std::size_t most_candidates = 1000;
inline constexpr std::size_t most_colleges = 100;
inline constexpr std::size_t most_grades = 20;
inline constexpr std::size_t most_rounds = 3;

using CandidateIndex = std::uint16_t;
using Day = std::chrono::sys_days;

enum class Sex { unknown, woman, man };

/// A person of a list or of a pair.
struct Member {
  std::string name;
  Sex sex = Sex::unknown;
  std::optional<Day> birth{};
  std::size_t line = 0;  // of the file
};

/// Somebody, a pair, a list or an answer ("pour") that ballots may name.
struct Candidate {
  std::string id;
  std::string name{};
  Sex sex = Sex::unknown;
  std::optional<Day> birth{};
  std::optional<std::uint16_t> college{};  // stands in that college only
  std::vector<Member> members{};           // of a pair or a list, in the order presented
  std::size_t line = 0;                    // of the file

  std::string const& shown() const { return name.empty() ? id : name; }
};

/// People who vote apart. Either all colleges have seats (each elects its own), or all have a share
/// (their results are added, each brought to its share), or neither.
struct College {
  std::string id;
  std::string name{};
  std::optional<Votes> seats{};
  std::optional<Rational> share{};
  std::optional<Votes> members{};  // people who belong to it
  std::optional<Votes> present{};  // people there in person

  std::string const& shown() const { return name.empty() ? id : name; }
};

/// What a ballot says of one candidate: a rank from 0 (best), a grade from 0 (best), or 0 where the
/// candidate is simply chosen.
struct Mark {
  CandidateIndex candidate = 0;
  std::uint16_t level = 0;
  auto operator<=>(Mark const&) const = default;
};

enum class BallotKind : std::uint8_t { valid, blank, null, abstention };

/// Ballots of one kind that say the same, in the same college, with as many votes each.
struct BallotGroup {
  BallotKind kind = BallotKind::valid;
  std::uint16_t college = 0;
  Votes each = 1;     // votes that one ballot is worth
  Votes people = 0;   // ballots
  Votes proxies = 0;  // of which cast for somebody absent

  Votes votes() const { return people * each; }
};

/// Ballots that say the same are kept once.
class Ballots {
 public:
  /// `marks` by level then candidate, no candidate twice; empty unless the ballot is valid.
  void add(BallotGroup const& group, std::span<Mark const> marks);

  std::size_t size() const { return groups_.size(); }
  BallotGroup const& group(std::size_t ballot) const { return groups_[ballot]; }
  std::span<Mark const> marks(std::size_t ballot) const {
    return std::span{marks_}.subspan(starts_[ballot], starts_[ballot + 1] - starts_[ballot]);
  }
  /// Gives the candidates other numbers: what was `i` becomes `numbers[i]`.
  void renumber(std::span<CandidateIndex const> numbers);
  void reserve(std::size_t ballots, std::size_t marks);
  /// Frees what merging needed.
  void close();

 private:
  bool same(std::size_t ballot, BallotGroup const& group, std::span<Mark const> marks) const;
  void grow();

  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t ballot = 0;  // one more than the index; 0 where there is none
  };
  std::vector<std::uint64_t> starts_{0};
  std::vector<Mark> marks_;
  std::vector<BallotGroup> groups_;
  std::vector<Slot> table_;  // open addressing, a power of two
};

struct Election {
  std::string title{};
  std::vector<Candidate> candidates;
  std::vector<College> colleges;    // one without a name when the file has none
  std::vector<std::string> grades;  // best first; only where ballots grade
  std::vector<Ballots> rounds;      // at least one; in the order of the rounds
  std::optional<Votes> members{};   // of the whole body
  std::optional<Votes> present{};
};

/// 0, 1… in the type of the indices.
template <std::unsigned_integral Index> auto indices(std::size_t count) {
  return std::views::iota(Index{0}, static_cast<Index>(count));
}
/// The same, to be sorted.
template <std::unsigned_integral Index> std::vector<Index> index_list(std::size_t count) {
  std::vector<Index> list;
  list.reserve(count);
  for (auto const index : indices<Index>(count))
    list.push_back(index);
  return list;
}
inline auto all_candidates(Election const& election) {
  return indices<CandidateIndex>(election.candidates.size());
}

enum class BallotForm {
  choice,   // one or several candidates: "A", "A+B"
  ranking,  // "A>B=C"
  grades,   // "A:Bien|B:Passable"
};

}  // namespace pacte::decision::election
