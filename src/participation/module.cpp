#include "participation/module.hpp"

#include "participation/api.hpp"
#include "participation/pages.hpp"

namespace pacte::embedded {
std::vector<File> participation_migrations();
std::vector<File> participation_views();
}  // namespace pacte::embedded

namespace pacte::participation {

Module participation_module() {
  return {.name = "participation",
          .migrations = embedded::participation_migrations(),
          .views = embedded::participation_views(),
          .routes =
              [](web::Router& router, Services const& services) {
                add_pages(router, services);
                add_api(router, services);
              },
          .api_schemas = api_schemas};
}

}  // namespace pacte::participation
