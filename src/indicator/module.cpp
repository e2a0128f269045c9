#include "indicator/module.hpp"

#include "indicator/api.hpp"
#include "indicator/contradiction.hpp"
#include "indicator/pages.hpp"
#include "indicator/territory_section.hpp"

namespace pacte::embedded {
std::vector<File> indicator_migrations();
std::vector<File> indicator_views();
}  // namespace pacte::embedded

namespace pacte::indicator {

Module indicator_module() {
  auto const contradiction = std::make_shared<Contradiction>();
  return {
      .name = "indicator",
      .migrations = embedded::indicator_migrations(),
      .views = embedded::indicator_views(),
      .routes =
          [](web::Router& router, Services const& services) {
            add_pages(router, services);
            add_api(router, services);
          },
      .sections = {{.page = fill_figures_about,
                    .api = add_figures_about,
                    .home = [contradiction](
                                store::Session& session, web::Request const& request,
                                web::View& home) { contradiction->fill(session, request, home); }}},
      .territory_sections = {{.page = fill_figures_of, .api = add_figures_of}},
      .api_schemas = api_schemas};
}

}  // namespace pacte::indicator
