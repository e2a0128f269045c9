// Files of rules: schemes, and the vocabulary that lies beside them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/library.hpp"

namespace pacte::app {

/// Name of the vocabulary, looked for in the folder of a scheme.
inline constexpr char const* vocabulary_file = "faits.regle";

std::optional<std::string> read_text(std::string const& path);

/// `named`, or the file beside `scheme`.
std::string vocabulary_of(std::string const& scheme, std::string const& named);

/// Reads it and says its faults on the standard error; nothing when it has errors.
std::optional<rule::CheckedVocabulary> open_vocabulary(std::string const& path);

/// Today, in days from 1970-01-01.
std::int64_t today();

}  // namespace pacte::app
