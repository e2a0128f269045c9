// A folder of rules, read and checked; the database is not asked.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "rule/library.hpp"

namespace pacte::aid {

struct RuleFile {
  std::string name;    // "sesame.regle"
  std::string scheme;  // identifier in the catalogue: its record, or "region/" and its name
  std::string text;
  rule::CheckedScheme rules;
};

struct RuleFolder {
  std::string vocabulary;
  rule::CheckedVocabulary words;
  std::vector<RuleFile> files;
  std::vector<FieldError> faults;  // at "file:line:column"
};

/// Reads `faits.regle` and the other `*.regle`, and runs their test cases as of `today` (days from
/// 1970-01-01). The folder is good when no fault is told.
RuleFolder read_rule_folder(std::filesystem::path const& folder, std::int64_t today);

/// A fault of rules as a field error: "file:line:column", what is wrong and how to mend it.
FieldError to_field_error(std::string_view file, rule::Fault const& fault);

}  // namespace pacte::aid
