// What rules may ask of the call that an application answers. The platform says it, nobody is asked
// (`fourni` in the vocabulary): "appel.ouverture" and "appel.cloture", the first and the last day
// on which it takes applications, in Paris; "appel.depot", the day of the application;
// "appel.volet", the track, when the call has but one.
#pragma once

#include <map>

#include "aid/call_model.hpp"
#include "rule/facts.hpp"

namespace pacte::aid {

/// By scheme, the call that takes applications now or soon: an open one before one announced, then
/// the one that closes first.
std::map<std::string, Call> nearest_calls(std::vector<Call> calls, Instant now);

/// Does it read a fact that the platform supplies?
bool reads_call(rule::Program const& program, rule::Vocabulary const& words);

/// The facts with those of the call; the ones that are known already stay. `day`: that of the
/// application, from 1970-01-01. Without a call they stay unknown.
rule::Facts with_call(rule::Facts facts, Call const* call, std::int64_t day);

}  // namespace pacte::aid
