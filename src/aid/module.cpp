#include "aid/module.hpp"

#include "aid/pages.hpp"
#include "aid/permissions.hpp"

namespace pacte::embedded {
std::vector<File> aid_migrations();
std::vector<File> aid_views();
}  // namespace pacte::embedded

namespace pacte::aid {

Module aid_module() {
  Module module;
  module.name = "aid";
  module.migrations = embedded::aid_migrations();
  module.views = embedded::aid_views();
  module.permissions = {
      {edit_schemes,
       "Écrire et proposer des versions de dispositifs et leurs appels.",
       {"officer", "administrator"}},
      {publish_schemes,
       "Publier ce qu’une autre personne a écrit, et retirer ce qui est publié.",
       {"officer", "administrator"}},
  };
  module.routes = add_pages;
  module.api_schemas = [] {
    auto schemas = scheme_schemas();
    schemas.update(cumulation_schemas());
    return schemas;
  };
  return module;
}

}  // namespace pacte::aid
