// The progress between two fillings of one diagnostic, and what cannot be compared.
//
// Same version and same module: the axes as they are. Otherwise an axis is compared on the
// questions that are the same, and asked, in both; the rest is named.
#pragma once

#include "diagnostic/rules.hpp"

namespace pacte::diagnostic {

enum class Comparability { whole, partly, none };

struct AxisProgress {
  Axis const* axis = nullptr;  // of the later version that has it
  Comparability comparable = Comparability::whole;
  std::int64_t earned_before = 0;
  std::int64_t possible_before = 0;
  std::int64_t earned_after = 0;
  std::int64_t possible_after = 0;
  std::vector<Question const*> only_before;  // left out of the comparison
  std::vector<Question const*> only_after;
  std::vector<Question const*>
      changed;  // asked in both, not in the same words or for the same points

  /// After minus before, in points of per cent; nothing when not comparable.
  [[nodiscard]] std::optional<decision::Rational> progress() const;
};

struct Comparison {
  bool same_version = true;
  bool same_module = true;
  std::vector<AxisProgress> axes;  // those of the later one, then those that it has no more
  /// After minus before of the whole; nothing when the versions or the modules differ.
  std::optional<decision::Rational> progress;
};

/// Both point into their definitions, which must outlive the result.
Comparison compare(Definition const& before_definition, Assessment const& before,
                   Definition const& after_definition, Assessment const& after);

}  // namespace pacte::diagnostic
