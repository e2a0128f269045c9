// Which question to ask next.
//
// For each fact that is missing somewhere, each of its telling values is tried (both answers, every
// choice, the thresholds it is compared with and their neighbours) and what that settles is
// counted: a condition 1, an amount 1, the result of a scheme 4. The fact with the greatest mean
// over its values is asked first; the vocabulary's order parts those that are equal.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "rule/evaluate.hpp"

namespace pacte::rule {

struct Ranked {
  int fact = 0;
  std::int64_t gain = 0;  // thousandths of what one answer settles on average
};

/// All missing facts of these programs, the most useful first. Programs already settled count for
/// nothing.
std::vector<Ranked> rank_questions(std::span<Program const* const> programs, Facts const& facts,
                                   Zonings const* zonings);

/// The first of them that some completion of the other facts shows to matter; nothing when no fact
/// is missing.
std::optional<int> next_question(std::span<Program const* const> programs, Facts const& facts,
                                 Zonings const* zonings);

}  // namespace pacte::rule
