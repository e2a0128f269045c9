// The rules of a scheme for programs.
#pragma once

#include "base/json.hpp"
#include "rule/library.hpp"

namespace pacte::aid {

/// {"text", "note", "facts", "lines": [{"rule", "kind", "label", "says", "when", "bands",
/// "sources", "note", "to_be_set", "conflicts", "line"}]}; labels and words in both languages.
Json rules_json(rule::CheckedScheme const& scheme, rule::Vocabulary const& words);
/// Its JSON Schema.
Json rules_schema();

}  // namespace pacte::aid
