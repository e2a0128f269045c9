// Values whose end no rule sets.
//
// A form takes amounts up to some bound, so that no value overflows. That bound is not a limit of
// the aid: what only it limits is told as having none. Evaluated over intervals whose ends may be
// infinite (T. Hickey, Q. Ju, M. H. van Emden, Interval arithmetic, JACM 48, 2001, section 4.4).
#pragma once

#include <optional>
#include <vector>

#include "rule/evaluate.hpp"

namespace pacte::rule {

/// As an end of a range: nothing but what a form takes limits the value on this side.
inline constexpr std::int64_t unlimited = largest;

inline bool open_below(Range range) {
  return range.least <= -unlimited;
}
inline bool open_above(Range range) {
  return range.most >= unlimited;
}

/// `registers` as `run` left them, each quantity and date as far as the rules limit it. What is
/// certain stays what it is, and so do truths and choices.
std::vector<Range> without_form_bounds(Program const& program, Facts const& facts,
                                       Zonings const* zonings, std::vector<Range> registers);

/// In cents; an end that no rule sets is absent.
struct OpenAmount {
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  bool operator==(OpenAmount const&) const = default;
};

/// Of the aid; nothing when there is none, or the outcome refuses. `registers` as
/// `without_form_bounds` gives them.
std::optional<OpenAmount> open_amount(Program const& program, std::vector<Range> const& registers);

}  // namespace pacte::rule
