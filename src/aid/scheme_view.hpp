// A version of a scheme as people read it: the same sheet for the public and for a preview.
#pragma once

#include "aid/model.hpp"
#include "store/session.hpp"
#include "web/view.hpp"

namespace pacte::aid {

/// Fills {{>SHEET}}: the parts in their order, what is stated field by field, what is not stated
/// named as such.
void fill_sheet(web::View& view, store::Session& session, web::Locale locale,
                SchemeContent const& content);

/// The French labels of what the content does not state, in the language, separated by commas.
std::string unstated(web::Locale locale, SchemeContent const& content);

/// "Publié par la Région le 12 mars 2026": the state as the public reads it, with its day.
std::string state_text(web::Locale locale, SchemeVersion const& version);

}  // namespace pacte::aid
