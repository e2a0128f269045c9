// A counted vote as programs and people read it.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "decision/election/elect.hpp"

namespace pacte::decision::election {

/// All of it, with the working. Numbers are whole, or texts such as "54/35": exact either way.
Json to_json(Election const& election, Rules const& rules, ElectionResult const& result);

/// What happened, a French sentence each, in the order of the count.
std::vector<std::string> account(Election const& election, Rules const& rules,
                                 Contest const& contest);

/// "Vote unique transférable, 3 sièges"
std::string rule_text(Rules const& rules, std::uint32_t seats);
/// "1 234,571": rounded to three decimals where it is not whole.
std::string number_text(Rational const& value);
std::string quorum_text(QuorumCheck const& quorum);
std::string tie_text(Election const& election, Tie const& tie);
/// "A, B et C", by their names.
std::string names_text(Election const& election, CandidateList const& candidates);

}  // namespace pacte::decision::election
