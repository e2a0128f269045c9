// Phragmén's sequential rule.
//
// Each project chosen spreads its cost over its supporters so that all of them carry the same load;
// the project chosen next is the one that makes that load the least. The rule stops at the first
// project that does not fit. M. Brill, R. Freeman, S. Janson and M. Lackner, "Phragmén's voting
// methods and justified representation" (AAAI 2017); for projects with costs, M. Los, Z. Christoff
// and D. Grossi, "Proportional budget allocations: towards a systematization" (IJCAI 2022).
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "decision/budgeting/outcome.hpp"
#include "decision/rational.hpp"

namespace pacte::decision::budgeting {

/// Loads count in units of the budget divided by 2^60; the exact one is between the bounds.
inline constexpr int load_bits = 60;

struct PhragmenRound {
  ProjectIndex project = 0;
  Int128 load_low = 0;
  Int128 load_high = 0;
};

struct PhragmenCount {
  Outcome outcome;
  std::vector<PhragmenRound> rounds;
  /// The projects that were next, all equal, one at least too dear; empty when none was left.
  std::vector<ProjectIndex> stopped_by;
};

class Phragmen {
 public:
  /// Whoever has a positive value in `count.utilities` is a supporter, all alike.
  explicit Phragmen(Count const& count);

  /// What an observer may ask while a run is under way.
  class State {
   public:
    explicit State(Phragmen const& run) : run_{run} {}
    /// The most that the supporters of a project carry together.
    Int128 carried(ProjectIndex project) const {
      auto const support = static_cast<Int128>(run_.count_.utilities.support(project));
      return run_.sums_[project] + support * run_.error_;
    }
    Barrier barrier(ProjectIndex project) const { return run_.eligibility_.barrier(project); }

   private:
    Phragmen const& run_;
  };
  /// Called before each choice, with the least load and the money left; and once more with those of
  /// the project that does not fit, if the rule stops at one.
  using Observer = std::function<void(State const&, Int128 load_low, Amount left)>;

  PhragmenCount run(Observer const& observer = nullptr);

  /// The exact load of the last round of the run, in the election's unit; 0 without rounds.
  Rational last_load() { return exact_.empty() ? Rational{0} : load_of(exact_.size() - 1); }

 private:
  struct Bounds {
    Int128 low;
    Int128 high;
  };
  // The exact load of a round: (cost + sum of counts * loads of past rounds) / supporters.
  struct ExactRound {
    ProjectIndex project = 0;
    std::vector<std::uint64_t> counts{};
    std::optional<Rational> load{};
  };

  Bounds bounds(ProjectIndex project) const;
  std::vector<ProjectIndex> cheapest();
  std::vector<ProjectIndex> settle(std::vector<ProjectIndex> const& close);
  std::vector<std::uint64_t> counts(ProjectIndex project) const;
  Rational exact_load(ProjectIndex project, std::vector<std::uint64_t> const& counts);
  Rational const& load_of(std::size_t round);
  PhragmenRound carry(ProjectIndex project);

  Count count_;
  Eligibility eligibility_;
  std::vector<Bounds> costs_;       // by project
  std::vector<Int128> sums_;        // by project: loads of its supporters, each rounded down
  std::vector<std::int32_t> last_;  // by ballot: the last round that it paid for, or -1
  std::vector<ProjectIndex> open_;  // projects still to choose
  std::vector<PhragmenRound> rounds_;
  std::vector<ExactRound> exact_;
  Int128 error_ = 0;  // what any load rounded down may miss
};

}  // namespace pacte::decision::budgeting
