// A scheme in JSON Logic (jsonlogic.com), and an applicant as its data, so that json-logic-js can
// be measured on the same rules.
//
// A fact is the variable f0, f1…; the value of a line is l0, l1…, its aid a0, a1…: JSON Logic has
// no name for a part of a rule, so that whoever runs these puts the value of each line among the
// data before the next one. Choices are their positions, dates are days, money is in the scale of
// the line. What JSON Logic does not have is an operation to be added: months, shift, year,
// down, up, nearest, size.
#pragma once

#include "base/json.hpp"
#include "rule/facts.hpp"

namespace pacte::bench {

/// {"scheme", "scale", "lines": [{"name", "value", "aid"}], "explained": {"result", "amount"},
/// "alone": the same two without the lines}. Places are left to what is asked when nobody can tell
/// of them.
Json to_json_logic(rule::Program const& program);

/// Every fact known.
Json to_data(rule::Facts const& facts);

/// Each fact has a value, some of them whatever `seed` makes.
rule::Facts somebody(rule::Vocabulary const& vocabulary, std::int64_t today, std::uint32_t seed);

}  // namespace pacte::bench
