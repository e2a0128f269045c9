// The design gate: what a scheme must say of the Green Pact before it is published; pure.
#pragma once

#include <span>
#include <vector>

#include "aid/model.hpp"
#include "base/problem.hpp"

namespace pacte::aid {

/// Different words of two letters or more that a justification has at least: fewer say nothing.
/// No source gives a number; a judgement of what is said stays with the second person.
inline constexpr std::size_t least_words = 5;
/// Of the one statement for all the other ambitions.
inline constexpr std::size_t least_words_for_all = 8;

/// A scheme must serve at least one ambition of the Green Pact and contradict no other
/// (srdeii/schema, lines 3321-3329; srdtl/schema, lines 20247-20255): it names those that it serves
/// and how, and says of each other one, or of all of them at once, why it does not contradict it,
/// each in words of its own. Gives exactly what is missing: `field` is the name of the field,
/// followed by a slash and the ambition where one is meant.
std::vector<FieldError> design_gate(SchemeContent const& content,
                                    std::span<Ambition const> ambitions);

}  // namespace pacte::aid
