// Diagnostics and their results as the API gives them.
#pragma once

#include "base/json.hpp"
#include "diagnostic/rules.hpp"
#include "web/locale.hpp"

namespace pacte::diagnostic {

/// In one line of a list.
Json summary_json(Definition const& definition, web::Locale locale);
/// With its questions, levels and parameters.
Json definition_json(Definition const& definition, web::Locale locale);
/// `labels`: those of the schemes that the corpus holds, by identifier.
Json assessment_json(Definition const& definition, Assessment const& result, Answers const& answers,
                     std::map<std::string, std::string> const& labels, web::Locale locale);

Json summary_schema();
Json definition_schema();
Json assessment_schema();

}  // namespace pacte::diagnostic
