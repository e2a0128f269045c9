// How equal projects are told apart: by a rule declared before the count.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "decision/budgeting/election.hpp"

namespace pacte::decision::budgeting {

struct TieRule {
  enum class Kind {
    identifier,  // smallest identifier, compared as text by code point ("10" before "9")
    votes,       // most voters, then least cost, then smallest identifier
    seed,        // order drawn from a published text, from the order of identifiers (Random)
  };
  Kind kind = Kind::votes;
  std::string seed{};
};

/// By project: its place in the order of precedence, 0 for the first.
using Precedence = std::vector<std::uint32_t>;

Precedence precedence(Election const& election, TieRule const& rule);

/// A moment when several projects were exactly as good.
struct Tie {
  std::size_t round = 0;               // projects chosen before
  std::vector<ProjectIndex> projects;  // by precedence: the first one won
};

}  // namespace pacte::decision::budgeting
