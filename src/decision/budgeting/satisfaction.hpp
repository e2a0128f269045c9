// What a voter gets from a project: the measure that a rule spreads or maximises.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "decision/budgeting/election.hpp"
#include "decision/rational.hpp"

namespace pacte::decision::budgeting {

/// Nothing for a project that is not in the ballot. Otherwise, at place j = 0, 1… of a ballot of
/// length L:
enum class Satisfaction {
  cardinality,  // 1
  cost,         // what the project costs
  additive,     // the points given
  borda,        // L - 1 - j: nothing for the last one
  harmonic,     // 1 / (j + 1) (Dowdall's rule), times a whole number common to all
  first,        // 1 for j = 0 alone (plurality)
  all_but_last  // 1 except for the last one (veto)
};

std::string_view name_of(Satisfaction satisfaction);
std::optional<Satisfaction> satisfaction_named(std::string_view name);
/// The one that goes with a type of vote when none is asked for.
Satisfaction usual_satisfaction(VoteType type);

/// Who supports a project. `value` is `Supporters::values`' entry.
struct Supporter {
  std::uint32_t ballot;
  std::uint32_t weight;  // voters
};

/// The satisfactions of an election, seen from its projects. A voter's satisfaction from project p
/// is `value * factor(p)`: the value depends on the ballot, the factor (1, or the cost) does not.
/// Only those who get something from a project are its supporters.
class Utilities {
 public:
  /// Refused when the ballots do not say what the satisfaction needs.
  static Result<Utilities> of(Election const& election, Satisfaction satisfaction);

  Satisfaction satisfaction() const { return satisfaction_; }
  /// True when every value is 1.
  bool uniform() const { return values_.empty(); }
  bool times_cost() const { return satisfaction_ == Satisfaction::cost; }

  std::span<Supporter const> supporters(ProjectIndex project) const {
    return std::span{supporters_}.subspan(starts_[project],
                                          starts_[project + 1] - starts_[project]);
  }
  /// As long as `supporters(project)`; empty when uniform.
  std::span<std::uint32_t const> values(ProjectIndex project) const {
    if (uniform()) return {};
    return std::span{values_}.subspan(starts_[project], starts_[project + 1] - starts_[project]);
  }
  /// The value of a choice by its place in the list of all choices of the ballots.
  std::uint32_t value_of_choice(std::size_t choice) const {
    return choice_values_.empty() ? 1 : choice_values_[choice];
  }
  /// Supporters, as voters.
  std::uint64_t support(ProjectIndex project) const { return support_[project]; }
  /// Sum of values over supporters.
  std::uint64_t total(ProjectIndex project) const { return total_[project]; }

 private:
  Utilities() = default;

  Satisfaction satisfaction_ = Satisfaction::cardinality;
  std::vector<std::size_t> starts_;
  std::vector<Supporter> supporters_;
  std::vector<std::uint32_t> values_;
  std::vector<std::uint32_t> choice_values_;
  std::vector<std::uint64_t> support_;
  std::vector<std::uint64_t> total_;
};

}  // namespace pacte::decision::budgeting
