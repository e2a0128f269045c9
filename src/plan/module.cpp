#include "plan/module.hpp"

#include "plan/api.hpp"
#include "plan/labels.hpp"
#include "plan/pages.hpp"
#include "plan/record.hpp"
#include "source/catalogue.hpp"

namespace pacte::embedded {
std::vector<File> plan_migrations();
std::vector<File> plan_views();
}  // namespace pacte::embedded

namespace pacte::plan {
namespace {

source::Catalogue links_catalogue() {
  return {
      .kind = &link_kind(),
      .title = "Renvois",
      .intro =
          "Ce que les plans disent les uns des autres. Un renvoi qui semble inexact est gardé tel "
          "qu’imprimé et marqué « à relire », avec la raison du doute.",
      .counted_one = "{} renvoi",
      .counted_many = "{} renvois",
      .section = "plans",
      .example = "sreste/lien-correctif-amends-action-29",
      .badge_class = "k-plan",
      .badge = "type",
      .status = "review",
      .facets = {"review", "type"},
      .columns = {"printed"}};
}

}  // namespace

Module plan_module() {
  return {.name = "plan",
          .migrations = embedded::plan_migrations(),
          .views = embedded::plan_views(),
          .routes =
              [](web::Router& router, Services const& services) {
                add_pages(router, services);
                add_api(router, services);
                source::add_catalogue(router, services, links_catalogue());
              },
          .sections = {{.annotate = line_codes}},
          .api_schemas = api_schemas};
}

}  // namespace pacte::plan
