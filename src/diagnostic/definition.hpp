// Reads the file of a diagnostic (docs/guide/diagnostics.md says its fields), and checks it whole.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/definition_rules.hpp"
#include "diagnostic/model.hpp"

namespace pacte::diagnostic {

/// A fault on a line of a file, for people: "impact-score.json:12" and what to mend.
struct LineFault {
  std::size_t line = 0;
  std::string message;  // French; begins with the place in the file: "/axes/0/points : …"
};

inline constexpr std::size_t longest_file = 512 * 1024;  // bytes

/// The diagnostic that the text describes, or every fault it has, by line. What the corpus must
/// hold (schemes, documents) is not looked at.
std::expected<Definition, std::vector<LineFault>> read_definition(std::string_view text);

/// A definition that was checked before, from the database.
Definition stored_definition(std::string const& text);

/// Where in the file each scheme and document of the corpus is named: (line, identifier).
struct NamedRecord {
  std::size_t line = 0;
  std::string id;
  bool is_scheme = false;  // otherwise a document
};
std::vector<NamedRecord> named_records(std::string_view text, Definition const& definition);

}  // namespace pacte::diagnostic
