#include "directory/pages.hpp"

#include "directory/record.hpp"
#include "source/catalogue.hpp"

namespace pacte::directory {
namespace {

source::Catalogue bodies() {
  return {.kind = &body_kind(),
          .title = "Instances",
          .intro =
              "Comités, conseils, agences, réseaux et administrations que les documents "
              "nomment : qui les compose, à quoi ils servent, ce qu’ils décident.",
          .counted_one = "{} instance",
          .counted_many = "{} instances",
          .section = "instances",
          .example = "occitanie/aniti",
          .badge = "type",
          .status = "status",
          .lede = "role",
          .facets = {"type", "status"},
          .columns = {"role"}};
}

source::Catalogue platforms() {
  return {.kind = &platform_kind(),
          .title = "Plateformes",
          .intro = "Sites, portails, outils et bases de données que les documents décrivent.",
          .counted_one = "{} plateforme",
          .counted_many = "{} plateformes",
          .section = "plateformes",
          .example = "pacte-vert-2020/administration-en-ligne",
          .status = "status",
          .lede = "purpose",
          .facets = {"status", "operator"},
          .columns = {"purpose", "operator"}};
}

source::Catalogue processes() {
  return {.kind = &process_kind(),
          .title = "Processus",
          .intro = "Comment les choses se font, d’après les documents : étapes, acteurs, règles.",
          .counted_one = "{} processus",
          .counted_many = "{} processus",
          .section = "processus",
          .example = "filiere-numerique/elaboration-du-contrat-de-filiere",
          .columns = {"steps"},
          .ordered = {"steps"}};
}

}  // namespace

void add_pages(web::Router& router, Services const& services) {
  for (auto const& catalogue : {bodies(), platforms(), processes()}) {
    source::add_catalogue(router, services, catalogue);
  }
}

}  // namespace pacte::directory
