#include "directory/module.hpp"

#include "directory/pages.hpp"

namespace pacte::embedded {
std::vector<File> directory_migrations();
}  // namespace pacte::embedded

namespace pacte::directory {

Module directory_module() {
  Module module;
  module.name = "directory";
  module.migrations = embedded::directory_migrations();
  module.routes = add_pages;
  return module;
}

}  // namespace pacte::directory
