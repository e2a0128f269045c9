// A catalogue of one kind of record, declared by its module as a value: list with facets, page of
// each record, CSV of the whole, list and record in the API.
//
//     source::add_catalogue(router, services, {.kind = &instrument_kind(), .title = "Dispositifs",
//     …});
//
// makes, at the places that `info(kind)` names: GET /dispositifs, /dispositifs.csv,
// /dispositifs/{id...}, /api/v1/instruments, /api/v1/instruments/{id...}.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "module/module.hpp"
#include "source/schema.hpp"
#include "web/view.hpp"

namespace pacte::source {

/// A filter of the list that the module answers from what it keeps beside the records.
struct CatalogueFilter {
  std::string name;   // in the address: "beneficiary_kind"
  std::string label;  // French
  /// Each value and its text, in the order to show them.
  std::function<std::vector<std::pair<std::string, std::string>>(store::Session&, web::Locale)>
      values;
  /// The identifiers of the records that have the value.
  std::function<std::vector<std::string>(store::Session&, std::string const& value)> records;
  /// Of a value that people type instead of choosing it among `values`: whether it means something.
  std::function<bool(store::Session&, std::string const& value)> known{};
};

struct Catalogue {
  RecordKind const* kind = nullptr;
  std::string title;         // French, h1 of the list: "Dispositifs"
  std::string intro{};       // French, one or two sentences under it
  std::string counted_one;   // French, with the count: "{} dispositif"
  std::string counted_many;  // "{} dispositifs"
  std::string section;       // key of the navigation entry: "dispositifs"
  std::string example;  // identifier of a record of the demonstration, for the API's description
  std::string badge_class = "k-body";  // class of the mark of the kind: k-tool, k-terr, k-body…

  std::string badge{};                // enumerated field named in the mark: "type"; else the kind
  std::string status{};               // enumerated field shown as a chip: "status"
  std::string lede{};                 // text field that says what it is, under its name
  std::vector<std::string> facets{};  // fields to filter by, with counts: "type", "status"
  std::vector<CatalogueFilter> filters{};
  std::vector<std::string> columns{};  // other fields shown in a row of the list
  std::vector<std::string> fields{};   // order of the page's fields; those of the kind when empty
  std::vector<std::string> ordered{};  // lists whose order means something: "steps"

  bool list_page = true;  // false when the module makes the list page itself
  bool item_page = true;  // false when the module makes the page of a record itself

  /// Adds to the page of a record: `view.include("EXTRA", "territory/named.html")` and fill it.
  std::function<void(store::Session&, web::View& view, web::Request const&, Json const& record)>
      extra{};
  /// What the rows of a page should tell first, by identifier: "Subvention", "au plus 10 000 €".
  std::function<std::map<std::string, std::vector<std::string>>(
      store::Session&, web::Locale, std::vector<std::string> const& ids)>
      row_notes{};
  /// Adds to the list page, above the list: `view.include("EXTRA", "…")`.
  std::function<void(store::Session&, web::View& view, web::Request const&)> list_extra{};
  /// Whether the list that a request asks for says something of who asks: nobody keeps it then.
  std::function<bool(web::Request const&)> list_personal{};
};

/// Adds the pages, the CSV and the endpoints of a catalogue. Copies `catalogue`; its `kind` must
/// live as long as the router (kinds are static).
void add_catalogue(web::Router& router, Services const& services, Catalogue const& catalogue);

}  // namespace pacte::source
