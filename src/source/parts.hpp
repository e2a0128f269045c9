// The pieces of a page that show where things come from; the same on every page.
//
// A view takes them by an include: {{>SOURCE_LIST}} in the margin of a fact, {{>SOURCES}} at the
// foot of a page, {{>REFS}} in the row of a list, {{>CONFLICTS}} for values that documents
// contradict.
#pragma once

#include <span>

#include "source/model.hpp"
#include "source/schema.hpp"
#include "web/view.hpp"

namespace pacte::source {

/// "l. 22 967-22 978".
std::string lines_text(web::Locale locale, std::string_view lines);

/// A partial ISO date for people: "25 novembre 2022", "mars 2022", "2022", "2019 à 2021", "depuis
/// 2018". A text that is no date comes back as it is.
std::string date_text(web::Locale locale, std::string_view partial_date);

/// Page of the document at these lines: "/documents/srdeii/schema?lignes=12-14#passages".
std::string passage_url(web::Locale locale, Citation const& citation);

/// Page of a record in the language.
std::string page_url(web::Locale locale, Kind kind, std::string_view id);

void fill_source_list(web::View& view, web::Locale locale, std::span<Citation const> citations);
void fill_sources(web::View& view, web::Locale locale, std::span<Citation const> citations);
void fill_refs(web::View& view, web::Locale locale, std::span<Citation const> citations);

/// Each field that documents contradict, with the record's own value and the other ones. `value_of`
/// gives the text of the record's value of a field, `label_of` the name of the field.
void fill_conflicts(web::View& view, web::Locale locale, RecordKind const& kind, Json const& record,
                    Provenance const& provenance);

/// A JSON value of a field for people: numbers grouped, lists joined, enumerated values named.
std::string value_text(web::Locale locale, RecordKind const& kind, std::string_view field,
                       Json const& value);

/// {{>PROVENANCE}}: the foot of every record's page: sources, note of the analyst, inferred fields,
/// other names, version and history, citation to copy.
void fill_provenance(web::View& view, web::Request const& request, RecordKind const& kind,
                     std::string const& id, std::string const& label, Provenance const& provenance);

/// The sources of an API representation, with the address of each: [{"doc", "lines", "document",
/// "href", …}].
Json sources_json(std::span<Citation const> citations);

}  // namespace pacte::source
