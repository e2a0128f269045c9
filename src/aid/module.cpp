#include "aid/module.hpp"

#include "aid/pages.hpp"

namespace pacte::embedded {
std::vector<File> aid_migrations();
}  // namespace pacte::embedded

namespace pacte::aid {

Module aid_module() {
  Module module;
  module.name = "aid";
  module.migrations = embedded::aid_migrations();
  module.routes = add_pages;
  return module;
}

}  // namespace pacte::aid
