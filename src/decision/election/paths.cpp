// Schulze's method: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
// Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011). What a
// ballot does not rank comes after all that it ranks, equal.
#include <algorithm>

#include "decision/election/count.hpp"

namespace pacte::decision::election {

namespace {

class Paths {
 public:
  explicit Paths(Count const& count) : count_{count}, size_{count.candidates.size()} {
    places_.resize(count.election.candidates.size());
    for (auto const i : indices<std::uint16_t>(size_))
      places_[count.candidates[i]] = i;
    result_.candidates = count.candidates;
    result_.preferred.resize(size_ * size_);
  }

  PathCount count() {
    for (auto const college : indices<std::uint16_t>(count_.worth.size()))
      add_college(college);
    rank_defeats();
    find_paths();
    find_levels();
    find_condorcet();
    return std::move(result_);
  }

 private:
  std::size_t at(std::size_t i, std::size_t j) const { return i * size_ + j; }

  // Votes that put both on the ballot, one before the other; then those that name only the first.
  void add_college(std::uint16_t college) {
    if (count_.worth[college] == 0) return;
    std::vector<Votes> before(size_ * size_);  // i ranked before j
    std::vector<Votes> both(size_ * size_);    // i and j ranked, i stands first in the list
    std::vector<Votes> named(size_);
    auto const& ballots = count_.ballots();
    for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
      auto const& group = ballots.group(ballot);
      if (group.college != college || !count_.takes(group)) continue;
      add_ballot(ballots.marks(ballot), group.votes(), before, both, named);
    }
    auto const& worth = count_.worth[college];
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) {
        if (i == j) continue;
        auto const together = before[at(i, j)] + before[at(j, i)] + both[at(i, j)] + both[at(j, i)];
        result_.preferred[at(i, j)] += worth * (before[at(i, j)] + named[i] - together);
      }
    }
  }

  void add_ballot(std::span<Mark const> marks, Votes votes, std::vector<Votes>& before,
                  std::vector<Votes>& equal, std::vector<Votes>& named) const {
    for (std::size_t first = 0; first < marks.size(); ++first) {
      auto const i = places_[marks[first].candidate];
      named[i] += votes;
      for (std::size_t second = first + 1; second < marks.size(); ++second) {
        auto& where = marks[first].level < marks[second].level ? before : equal;
        where[at(i, places_[marks[second].candidate])] += votes;
      }
    }
  }

  // Only how strengths compare matters to paths: each gets a whole number.
  void rank_defeats() {
    std::vector<Rational> strengths(size_ * size_);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) {
        auto const& wins = result_.preferred[at(i, j)];
        auto const& losses = result_.preferred[at(j, i)];
        if (i == j || wins <= losses) continue;
        strengths[at(i, j)] =
            count_.rules.strength == Strength::winning ? wins : Rational{wins - losses};
      }
    }
    auto order = index_list<std::uint32_t>(strengths.size());
    std::ranges::sort(order, [&](auto l, auto r) { return strengths[l] < strengths[r]; });
    ranks_.resize(strengths.size());
    values_.emplace_back(0);
    for (auto const pair : order) {
      if (strengths[pair] != values_.back()) values_.push_back(strengths[pair]);
      ranks_[pair] = static_cast<std::uint32_t>(values_.size() - 1);
    }
  }

  // R. Floyd's and S. Warshall's way, as in section 2.3 of the paper.
  void find_paths() {
    auto& next = result_.next;
    next.resize(ranks_.size());
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j)
        next[at(i, j)] = static_cast<std::uint16_t>(j);
    }
    for (std::size_t by = 0; by < size_; ++by) {
      for (std::size_t i = 0; i < size_; ++i) {
        auto const first = ranks_[at(i, by)];
        if (i == by || first == 0) continue;
        for (std::size_t j = 0; j < size_; ++j) {
          auto const through = std::min(first, ranks_[at(by, j)]);
          if (i == j || through <= ranks_[at(i, j)]) continue;
          ranks_[at(i, j)] = through;
          next[at(i, j)] = next[at(i, by)];
        }
      }
    }
    result_.strength.resize(ranks_.size());
    for (std::size_t pair = 0; pair < ranks_.size(); ++pair)
      result_.strength[pair] = values_[ranks_[pair]];
  }

  void find_levels() {
    auto left = index_list<std::size_t>(size_);
    while (!left.empty()) {
      std::vector<std::size_t> level;
      std::ranges::copy_if(left, std::back_inserter(level), [&](std::size_t i) {
        return std::ranges::none_of(
            left, [&](std::size_t j) { return ranks_[at(j, i)] > ranks_[at(i, j)]; });
      });
      auto& named = result_.levels.emplace_back();
      for (auto const i : level)
        named.push_back(count_.candidates[i]);
      std::erase_if(left, [&](std::size_t i) { return std::ranges::binary_search(level, i); });
    }
  }

  void find_condorcet() {
    for (std::size_t i = 0; i < size_; ++i) {
      bool beats = size_ > 1;
      for (std::size_t j = 0; j < size_ && beats; ++j) {
        beats = i == j || result_.preferred[at(i, j)] > result_.preferred[at(j, i)];
      }
      if (beats) result_.condorcet = count_.candidates[i];
    }
  }

  Count const& count_;
  std::size_t size_;
  std::vector<std::uint16_t> places_;  // by candidate
  std::vector<std::uint32_t> ranks_;   // of the strengths; 0 where there is no defeat, or no path
  std::vector<Rational> values_;       // by rank
  PathCount result_;
};

}  // namespace

void count_paths(Count& count, Outcome& outcome) {
  if (count.turnout.valid == 0) {
    outcome.ending = Outcome::Ending::nobody;
    return;
  }
  auto paths = Paths{count}.count();
  auto const scores = scores_of(count, paths.levels);
  outcome.elected = best(count, count.candidates, scores, count.seats);
  outcome.working = std::move(paths);
}

}  // namespace pacte::decision::election
