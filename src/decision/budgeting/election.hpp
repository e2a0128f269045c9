// A participatory budget's election: a sum to spend, projects with costs, and what voters asked
// for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pacte::decision::budgeting {

/// Money, as a whole number of the election's smallest unit (`Election::decimals` decimals of its
/// currency). Never above `largest_amount`, so that products of two fit in 128 bits.
using Amount = std::int64_t;
inline constexpr Amount largest_amount = 1'000'000'000'000'000;
inline constexpr std::uint32_t largest_points = 1'000'000'000;
/// Voters and projects that one election may have.
inline constexpr std::size_t most_voters = 100'000'000;
inline constexpr std::size_t most_projects = 100'000;

enum class VoteType { approval, choose_one, knapsack, cumulative, scoring, ordinal };

/// The name in the `vote_type` of a Pabulib file.
std::string_view name_of(VoteType type);
std::optional<VoteType> vote_type_named(std::string_view name);
inline bool has_points(VoteType type) {
  return type == VoteType::cumulative || type == VoteType::scoring;
}

using ProjectIndex = std::uint32_t;

struct Project {
  std::string id;
  Amount cost = 0;
  std::string name{};
  std::vector<std::string> categories{};
  std::string district{};
};

/// What ballots must keep to; an empty limit is none. The limits on length and points count
/// projects and points, those on cost are amounts.
struct BallotLimits {
  std::optional<Amount> min_length{};
  std::optional<Amount> max_length{};
  std::optional<Amount> min_cost{};
  std::optional<Amount> max_cost{};
  std::optional<Amount> min_points{};
  std::optional<Amount> max_points{};
};

/// Ballots that say the same are kept once, with how many voters cast them.
///
/// In a ranking, projects stand best first; in the other ballots they stand in the order of the
/// list of projects. No project stands twice.
class Ballots {
 public:
  explicit Ballots(bool with_points = false) : with_points_{with_points} {}

  /// Adds `weight` voters; merges with an equal ballot. `points` is as long as `projects`, or empty
  /// for ballots without points.
  void add(std::span<ProjectIndex const> projects, std::span<std::uint32_t const> points,
           std::uint32_t weight = 1);

  std::size_t size() const { return weights_.size(); }
  std::uint64_t voters() const { return voters_; }
  bool with_points() const { return with_points_; }
  std::uint32_t weight(std::size_t ballot) const { return weights_[ballot]; }
  std::span<ProjectIndex const> projects(std::size_t ballot) const {
    return std::span{projects_}.subspan(starts_[ballot], starts_[ballot + 1] - starts_[ballot]);
  }
  /// As long as `projects(ballot)`, or empty.
  std::span<std::uint32_t const> points(std::size_t ballot) const {
    if (!with_points_) return {};
    return std::span{points_}.subspan(starts_[ballot], starts_[ballot + 1] - starts_[ballot]);
  }
  /// Where the choices of a ballot start in the list of all choices.
  std::size_t start(std::size_t ballot) const { return starts_[ballot]; }
  std::size_t choices() const { return projects_.size(); }
  /// Room for so many ballots and choices.
  void reserve(std::size_t ballots, std::size_t choices);
  /// Frees what merging needed.
  void close();

 private:
  bool same(std::size_t ballot, std::span<ProjectIndex const> projects,
            std::span<std::uint32_t const> points) const;
  void grow();

  bool with_points_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<ProjectIndex> projects_;
  std::vector<std::uint32_t> points_;
  std::vector<std::uint32_t> weights_;
  std::uint64_t voters_ = 0;
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t ballot = 0;  // one more than the index; 0 where there is none
  };
  std::vector<Slot> table_;  // open addressing, a power of two
};

struct Election {
  Amount budget = 0;
  int decimals = 0;  // of every amount
  VoteType vote_type = VoteType::approval;
  std::vector<Project> projects;
  Ballots ballots;
  BallotLimits limits{};
  /// Smallest score that the file says a project needs.
  std::optional<Amount> minimum_score{};
  /// Everything that stood in META, in its order.
  std::vector<std::pair<std::string, std::string>> meta{};

  std::uint64_t voters() const { return ballots.voters(); }
};

/// "4000", "2372571.24": the amount without useless zeros, as in a Pabulib file.
std::string to_text(Amount amount, int decimals);

/// How many voters named each project, whatever they gave it.
std::vector<std::uint64_t> votes_by_project(Election const& election);

}  // namespace pacte::decision::budgeting
