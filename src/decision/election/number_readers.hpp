// The formats of others, where ballots give candidates by number.
#pragma once

#include <string>
#include <string_view>

#include "decision/election/reader.hpp"

namespace pacte::decision::election {

bool looks_like_blt(std::string_view text);
bool looks_like_preflib(std::string_view text);

/// What was understood; unusable when `faults` are not empty.
ElectionFile read_blt(std::string_view text, std::string const& file, Rules const& rules,
                      Faults& faults);
ElectionFile read_preflib(std::string_view text, std::string const& file, Rules const& rules,
                          Faults& faults);

}  // namespace pacte::decision::election
