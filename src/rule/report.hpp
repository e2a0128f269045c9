// An evaluation as programs read it, and as people do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "rule/explain.hpp"
#include "rule/open_end.hpp"

namespace pacte::rule {

struct Evaluation {
  Program const& program;
  Facts const& facts;
  Explanation explanation;
  std::vector<Range> registers;
  std::optional<OpenAmount> amount;  // without the ends that only a form's bounds set
  std::vector<int> missing;          // the most useful first
  std::optional<int> next_question;
};

Evaluation evaluate(Program const& program, Facts const& facts, Zonings const* zonings);

std::string_view verdict_name(Verdict verdict);  // "eligible", "ineligible", "unknown"

/// {"scheme", "title", "result", "amount", "outputs", "explanation", "missing", "next_question"};
/// amounts in cents, one number or {"min", "max"}, null when there is none; an end that no rule
/// sets is null too.
Json to_json(Evaluation const& evaluation);

/// A fact as a question: name, words in both languages, type, unit, bounds, choices.
Json question_json(Fact const& fact, Vocabulary const& vocabulary);

std::string to_text(Evaluation const& evaluation);

}  // namespace pacte::rule
