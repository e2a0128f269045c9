#include "plan/module.hpp"

#include "plan/api.hpp"
#include "plan/pages.hpp"

namespace pacte::embedded {
std::vector<File> plan_migrations();
std::vector<File> plan_views();
}  // namespace pacte::embedded

namespace pacte::plan {

Module plan_module() {
  return {.name = "plan",
          .migrations = embedded::plan_migrations(),
          .views = embedded::plan_views(),
          .routes = [](web::Router& router, Services const& services) {
            add_pages(router, services);
            add_api(router, services);
          },
          .api_schemas = api_schemas};
}

}  // namespace pacte::plan
