// A site that serves the whole reference of data/territory.
#pragma once

#include "source/site_fixture.hpp"
#include "territory/module.hpp"
#include "territory/operations/import_territories.hpp"

namespace pacte::territory {

class ReferenceSite : public pacte::testing::SiteTest {
 protected:
  [[nodiscard]] std::vector<Module> modules() const override {
    return {source::source_module(), territory_module()};
  }
  void fill() override {
    ASSERT_TRUE(import_territories(database(),
                                   std::filesystem::path(PACTE_SOURCE_DIR) / "data/territory",
                                   "test", system_now()));
  }
};

}  // namespace pacte::territory
