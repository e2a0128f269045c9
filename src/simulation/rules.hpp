// Which schemes are for somebody, why, and what to ask next.
//
// The next question is the one that settles most (rule::rank_questions), among those of the subject
// that is under way: who asks, then what they are, then what they plan. A conversation that jumps
// from one subject to another for the sake of a few questions fewer is one that people leave.
#pragma once

#include <set>
#include <span>

#include "rule/evaluate.hpp"
#include "simulation/model.hpp"

namespace pacte::simulation {

/// `passed`: facts not to be asked for; what rules ask instead of a place that is among them is
/// asked, and counts. The programs must outlive the result.
Simulation simulate(std::span<Candidate const> candidates, rule::Facts facts,
                    rule::Zonings const* zonings, std::set<int> const& passed);

/// The facts still missing, in the order in which they would be asked for now.
std::vector<int> questions(std::span<rule::Program const* const> programs, rule::Facts const& facts,
                           rule::Zonings const* zonings, std::set<int> const& passed);

}  // namespace pacte::simulation
