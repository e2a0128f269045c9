// A counted vote as a verification bundle, and back.
#pragma once

#include "decision/bundle.hpp"
#include "decision/election/elect.hpp"

namespace pacte::decision::election {

inline constexpr std::string_view bundle_kind = "elect";

/// The input "ballots" is `write_election`; parameters are `to_json(rules)`; the result says who is
/// elected and which ties were broken, the certificate holds the working.
Bundle prove(Election const& election, Rules const& rules, ElectionResult const& result,
             std::string program);

/// From the input and the parameters alone.
Result<Computed> recompute(Bundle const& bundle);
void verify(Bundle const& bundle, Verdict& verdict);

}  // namespace pacte::decision::election
