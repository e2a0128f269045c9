// What `pacte rules run` says of a scheme over a file of applicants.
#pragma once

#include "aid/rule_run.hpp"
#include "app/decision/command.hpp"

namespace pacte::app {

/// {"lines", "left_out", "eligible", "ineligible", "unknown", "cost", "refusals", "missing",
/// "place", "places", "faults", "notices"}; costs in cents, {"min", "max"}.
Json run_json(aid::FileRun const& run, rule::Program const& program, rule::Vocabulary const& words);

std::string run_text(aid::FileRun const& run, rule::Program const& program,
                     rule::Vocabulary const& words);

}  // namespace pacte::app
