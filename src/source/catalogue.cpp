#include "source/catalogue.hpp"

#include "source/catalogue_pages.hpp"
#include "source/parts.hpp"

namespace pacte::source {

void add_catalogue(web::Router& router, Services const& services, Catalogue const& catalogue) {
  auto const context =
      std::make_shared<CatalogueContext const>(CatalogueContext{catalogue, services});
  std::string const path{info(catalogue.kind->kind).page};
  if (catalogue.list_page) {
    router.page(path,
                [context](auto const& request) { return catalogue_list_page(*context, request); });
  }
  if (catalogue.item_page) {
    router.page(path + "/{id...}",
                [context](auto const& request) { return catalogue_item_page(*context, request); });
  }
  router.page(path + ".csv", [context](auto const&) { return catalogue_csv(context); });
  add_catalogue_endpoints(router, context);
}

std::string badge_text(web::Locale locale, Catalogue const& catalogue, Json const& record) {
  auto const value = record.find(catalogue.badge);
  if (value == record.end() || value->is_null()) {
    return web::tr(locale, info(catalogue.kind->kind).one);
  }
  return value_text(locale, *catalogue.kind, catalogue.badge, *value);
}

void fill_status(web::View& view, web::Locale locale, Catalogue const& catalogue,
                 Json const& record) {
  auto const value = record.find(catalogue.status);
  if (value == record.end() || !value->is_string()) return;
  auto chip = view.section("STATUS");
  chip.set("NAME", value_text(locale, *catalogue.kind, catalogue.status, *value));
  if (*value != "existing") chip.show("OUT");
}

std::string field_label(web::Locale locale, RecordKind const& kind, std::string_view field) {
  auto const* known = field_named(kind, field);
  if (known == nullptr || known->label.empty()) return std::string{field};
  return web::tr(locale, known->label);
}

}  // namespace pacte::source
