// The content of a scheme as canonical JSON: every field, in the order of the table, null or empty
// where it is not stated.
#pragma once

#include <expected>

#include "aid/fields.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"

namespace pacte::aid {

Json to_json(SchemeContent const& content);

/// Reads strictly: an unknown field, a wrong type, a choice that does not exist or a text too long
/// is a fault at its JSON pointer. An absent field is not stated.
std::expected<SchemeContent, std::vector<FieldError>> read_content(Json const& json);

/// JSON Schema of the whole, for the API's description.
Json content_schema();

}  // namespace pacte::aid
