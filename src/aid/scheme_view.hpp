// A version of a scheme as people read it: the same sheet for the public and for a preview.
#pragma once

#include "aid/fields.hpp"
#include "store/session.hpp"
#include "web/view.hpp"

namespace pacte::aid {

/// Fills {{>SHEET}}: the parts in their order, what is stated field by field, then what only words
/// tell, and what is not stated.
void fill_sheet(web::View& view, store::Session& session, web::Locale locale,
                SchemeVersion const& version);

/// Fills {{>name}} with the figures and the form of the aid, each with the sentence that it was
/// read in. Nothing when there is neither.
void fill_brief(web::View& view, char const* name, web::Locale locale,
                SchemeContent const& content);

/// Fills {{>SILENCES}} with the fields without a value: those that sentences may tell, quoted, and
/// those that are not stated.
void fill_silences(web::View& view, web::Locale locale, SchemeContent const& content,
                   std::vector<SchemeField const*> const& fields, bool from_documents);

/// All the fields that the content gives no value and that a page misses.
std::vector<SchemeField const*> fields_without_value(SchemeContent const& content);

/// "Publié par la Région le 12 mars 2026": the state as the public reads it, with its day.
std::string state_text(web::Locale locale, SchemeVersion const& version);

}  // namespace pacte::aid
