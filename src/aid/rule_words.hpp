// Rules in plain words, for people who do not read the rule language. Pure.
#pragma once

#include <string>
#include <vector>

#include "rule/library.hpp"
#include "web/locale.hpp"

namespace pacte::aid {

/// A value that sources leave open or contradict.
struct ConflictWords {
  std::string value;
  std::vector<rule::Citation> sources;
};

struct RuleWords {
  rule::LineKind kind = rule::LineKind::condition;
  std::string name;                // as rules write it
  std::string label;               // in the language; the name when it has none
  std::string text;                // what it says, in words
  std::string when;                // of a step under a condition; may be empty
  std::vector<std::string> bands;  // of a table: « plus de 3 mois : 250 € »
  std::vector<rule::Citation> sources;
  std::string note;
  bool to_be_set = false;
  std::vector<ConflictWords> conflicts;
};

/// Every line of the scheme, in its order. What has no words of its own is given as written.
std::vector<RuleWords> in_words(rule::Sheet const& sheet, rule::Vocabulary const& words,
                                web::Locale locale);

/// « Plafond », « Bonus »: what a step does.
std::string_view step_name(rule::LineKind kind);
/// "condition", "parameter", "ceiling": in the API.
std::string_view line_kind_name(rule::LineKind kind);
/// All of them.
std::vector<std::string_view> line_kind_names();

/// English falls back on French.
std::string const& in_language(rule::Bilingual const& text, web::Locale locale);

/// The label of a line; its name when it has none.
std::string const& label_of(rule::ProgramLine const& line, web::Locale locale);

}  // namespace pacte::aid
