// JSON as the project reads and writes it: objects keep the order of their fields.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace pacte {

using Json = nlohmann::ordered_json;

/// One line of JSON with a space after each `,` and `:`, non-ASCII letters as they are, and the
/// shortest decimal that reads back as the same number: the layout of the corpus files.
std::string to_line(Json const& value);

/// Reads one JSON text. The error is a French sentence that says at which byte reading stopped.
/// Refuses broken UTF-8, duplicate keys and nesting deeper than 32.
std::expected<Json, std::string> parse_json(std::string_view text);

/// Text of a field, or empty when it is absent or null.
std::string text_or_empty(Json const& object, char const* field);

}  // namespace pacte
