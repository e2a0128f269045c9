// What a text of rules is worth: its faults, what it asks, what its test cases give.
#pragma once

#include <memory>

#include "aid/rule_store.hpp"
#include "base/date.hpp"
#include "base/problem.hpp"
#include "rule/cases.hpp"

namespace pacte::aid {

/// The day on which rules are evaluated, as they count it: from 1970-01-01.
inline std::int64_t rule_day(Instant now) {
  return std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
}

struct RuleCheck {
  std::shared_ptr<rule::CheckedVocabulary const> words;
  rule::CheckedScheme rules;
  rule::Faults faults;                  // of the text and of its sources, by place
  std::vector<rule::CaseReport> cases;  // none when the text has errors
  [[nodiscard]] bool compiles() const { return rules.good(); }
  /// No error, and every test case passes.
  [[nodiscard]] bool good() const;
};

/// With the vocabulary, the rules that the public sees of other schemes, the documents of the
/// corpus and the territories. `scheme`: identifier of the one whose text it is.
RuleCheck check_rules(store::Session& session, std::string const& scheme, std::string const& text,
                      Instant now);

/// Documents that rules cite and that the corpus does not have, or not with these lines, as errors.
rule::Faults unknown_documents(store::Session& session, rule::Sheet const& sheet);

/// What keeps rules from being published, at "rules/line:column". Empty for an empty text.
std::vector<FieldError> rule_gaps(store::Session& session, std::string const& scheme,
                                  std::string const& text, Instant now);

}  // namespace pacte::aid
