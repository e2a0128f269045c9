// Files of rules: schemes, and the vocabulary that lies beside them.
#pragma once

#include <map>
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

/// Without its folder.
std::string file_name(std::string const& path);

/// The folder of a file of rules; of another file, which is read alone beside them, itself.
std::string folder_key(std::string const& path);

/// The vocabulary of a folder, and the schemes of all its files, which may refer to one another.
struct SchemeFolder {
  std::optional<rule::CheckedVocabulary> words;
  std::map<std::string, rule::CheckedScheme> schemes;  // by the name of their file
};

/// Those beside `scheme`, and itself. Faults of the vocabulary are said on the standard error;
/// those of schemes are not. Without `words` when there is no vocabulary, or it has errors.
SchemeFolder open_folder(std::string const& scheme, std::string const& vocabulary);

/// Today, in days from 1970-01-01.
std::int64_t today();

}  // namespace pacte::app
