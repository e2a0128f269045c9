#include "territory/module.hpp"

namespace pacte::embedded {
std::vector<File> territory_migrations();
}

namespace pacte::territory {

Module territory_module() { return {.name = "territory", .migrations = embedded::territory_migrations()}; }

}  // namespace pacte::territory
