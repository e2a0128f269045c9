#include "source/module.hpp"

#include "source/document_api.hpp"
#include "source/document_pages.hpp"
#include "source/search_api.hpp"
#include "source/search_pages.hpp"
#include "source/theme_api.hpp"
#include "source/theme_pages.hpp"

namespace pacte::embedded {
std::vector<File> source_migrations();
std::vector<File> source_views();
}  // namespace pacte::embedded

namespace pacte::source {

Module source_module() {
  Module module;
  module.name = "source";
  module.migrations = embedded::source_migrations();
  module.views = embedded::source_views();
  module.routes = [](web::Router& router, Services const& services) {
    add_document_pages(router, services);
    add_search_pages(router, services);
    add_theme_pages(router, services);
    add_document_api(router, services);
    add_search_api(router, services);
    add_theme_api(router, services);
  };
  module.api_schemas = [] {
    auto schemas = api_schemas();
    schemas.update(theme_schemas());
    return schemas;
  };
  return module;
}

}  // namespace pacte::source
