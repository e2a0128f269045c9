// The pages of a catalogue, apart from the routes that lead to them.
#pragma once

#include "source/catalogue.hpp"
#include "source/catalogue_store.hpp"

namespace pacte::source {

struct CatalogueContext {
  Catalogue catalogue;
  Services services;
};

web::Response catalogue_list_page(CatalogueContext const& context, web::Request const& request);
web::Response catalogue_item_page(CatalogueContext const& context, web::Request const& request);
/// The whole list, streamed; `context` is kept as long as the answer.
web::Response catalogue_csv(std::shared_ptr<CatalogueContext const> const& context);

void add_catalogue_endpoints(web::Router& router,
                             std::shared_ptr<CatalogueContext const> const& context);

/// Mark of a record: the value of the catalogue's `badge`, or the name of the kind.
std::string badge_text(web::Locale locale, Catalogue const& catalogue, Json const& record);
void fill_status(web::View& view, web::Locale locale, Catalogue const& catalogue,
                 Json const& record);
/// French name of a field in the language; its name in the corpus when it has none.
std::string field_label(web::Locale locale, RecordKind const& kind, std::string_view field);

}  // namespace pacte::source
