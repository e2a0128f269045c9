// What people and programs say of themselves, read against the vocabulary of the facts.
#pragma once

#include <map>
#include <set>

#include "base/problem.hpp"
#include "rule/fact_value.hpp"
#include "rule/library.hpp"
#include "simulation/model.hpp"
#include "web/locale.hpp"
#include "web/request.hpp"

namespace pacte::simulation {

/// Rows of a list that a form may hold.
inline constexpr std::size_t most_rows = 20;

struct ReadAnswers {
  rule::Facts facts;
  /// In the language. `field` names the fact, or "list.field"; several names parted by ", " for
  /// facts that contradict each other.
  std::vector<FieldError> faults;
};

/// Facts with a fault are left out, and so are not known; those that contradict each other stay.
/// `how` also says whom the faults are told to.
ReadAnswers read_answers(rule::CheckedVocabulary const& words, Json const& given,
                         std::int64_t today, web::Locale locale, rule::Reading how = {});

/// One answer as its form sent it: the value for `Answers::facts`, null when nothing was given.
struct FormAnswer {
  Json value;
  std::map<std::string, std::string> errors;  // by name of the form's field
};

/// Reads the fields named "r" (and "r.ROW.FIELD" of a list), except for places, which are looked up
/// by who calls. `today`: days from 1970-01-01.
FormAnswer read_form_answer(rule::CheckedVocabulary const& words, int fact,
                            web::Parameters const& form, std::int64_t today, web::Locale locale);

/// Positions of facts by their names; unknown ones are left out.
std::set<int> positions(rule::Vocabulary const& vocabulary, std::vector<std::string> const& names);

/// The questions answered or passed, in the order in which they came; what `Answers::order` does
/// not know of comes last.
std::vector<std::string> in_order(Answers const& answers);

/// {"facts", "passed", "schemes", "order"} and back; what has not that shape is left out. The order
/// is that of the facts, and is not written, when nothing was passed.
Json to_json(Answers const& answers);
Answers answers_in(Json const& json);

}  // namespace pacte::simulation
