// The form of a check of cumulation, as the page shows it.
#pragma once

#include "base/problem.hpp"
#include "web/form.hpp"

namespace pacte::aid {

/// Fills the form of aid/cumulation.html with what was given and what is wrong with it: one row of
/// aids already granted at least, and one more of the rows `more` names ("account", "links" or
/// "costs-others"). `errors` are in French; the summary says at which field each is.
void fill_cumulation_form(web::View& view, web::Locale locale, web::Parameters const& given,
                          std::vector<FieldError> const& errors, std::string const& more);

}  // namespace pacte::aid
