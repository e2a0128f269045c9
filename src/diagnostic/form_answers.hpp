// The answers of a questionnaire as its pages carry them: fields "q.KEY", and "p.KEY" for what
// proves them; nothing is kept in between.
#pragma once

#include <set>

#include "diagnostic/model.hpp"
#include "web/request.hpp"

namespace pacte::diagnostic {

struct FormAnswers {
  Answers answers;
  std::map<std::string, std::string> errors;             // by key of the question
  std::map<std::string, std::vector<std::string>> sent;  // by key, as typed
  Notes notes;
};

FormAnswers read_form(Definition const& definition, web::Parameters const& given,
                      web::Locale locale);

/// The fields that a form with these answers would have sent.
web::Parameters form_of(Definition const& definition, Answers const& answers, Notes const& notes);

/// One page of the questionnaire: the profile, then each axis.
struct Step {
  Axis const* axis = nullptr;  // null: the profile
  std::vector<Question const*> questions;
};

/// The questions asked after these answers, page by page; pages without a question are left out.
std::vector<Step> steps_of(Definition const& definition, Answers const& answers);

}  // namespace pacte::diagnostic
