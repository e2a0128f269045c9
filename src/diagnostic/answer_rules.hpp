// Answers as people and programs send them, checked against the questions.
#pragma once

#include <expected>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "diagnostic/model.hpp"
#include "web/locale.hpp"

namespace pacte::diagnostic {

/// The value that says that a question does not concern the firm.
inline constexpr std::string_view answer_not_applicable = "not-applicable";

/// One answer from the values sent: keys of options, or a whole number. Nothing when none was sent.
/// The error is a sentence in the language.
std::expected<std::optional<Answer>, std::string> parse_answer(
    Question const& question, std::vector<std::string> const& values, web::Locale locale);

/// {"question": "option" | ["option", …] | number | true | false | "not-applicable"}, all faults at
/// once, at "/answers/question".
std::expected<Answers, std::vector<FieldError>> read_answers(Definition const& definition,
                                                             Json const& given, web::Locale locale);

/// The same way back, in the order of the questions.
Json answers_json(Definition const& definition, Answers const& answers);

/// The answer in words; empty when there is none.
std::string answer_text(Question const& question, Answer const& answer, web::Locale locale);

/// A text of a definition in the language.
std::string const& in(web::Locale locale, Text const& text);

}  // namespace pacte::diagnostic
