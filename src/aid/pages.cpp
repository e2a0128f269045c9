#include "aid/pages.hpp"

#include "aid/record.hpp"
#include "source/catalogue.hpp"

namespace pacte::aid {

void add_pages(web::Router& router, Services const& services) {
  source::add_catalogue(
      router, services,
      {.kind = &instrument_kind(),
       .title = "Dispositifs",
       .intro = "Aides, contrats, fonds, labels et services que les documents décrivent. Les "
                "conditions sont celles du document cité, à sa date.",
       .counted_one = "{} dispositif",
       .counted_many = "{} dispositifs",
       .section = "dispositifs",
       .example = "occitanie/campus-hydrogene",
       .badge_class = "k-tool",
       .badge = "type",
       .status = "status",
       .lede = "beneficiaries",
       .facets = {"type", "status", "operator"},
       .columns = {"beneficiaries", "operator"}});
}

}  // namespace pacte::aid
