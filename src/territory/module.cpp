#include "territory/module.hpp"

#include "territory/address_api.hpp"
#include "territory/api.hpp"
#include "territory/compare_pages.hpp"
#include "territory/explore_pages.hpp"
#include "territory/justice_api.hpp"
#include "territory/justice_pages.hpp"
#include "territory/own_counts.hpp"
#include "territory/pages.hpp"
#include "territory/sheet_pages.hpp"
#include "territory/tile_pages.hpp"
#include "territory/zoning_api.hpp"
#include "territory/zoning_edit.hpp"
#include "territory/zoning_pages.hpp"

namespace pacte::embedded {
std::vector<File> territory_migrations();
std::vector<File> territory_views();
}  // namespace pacte::embedded

namespace pacte::territory {

Module territory_module() {
  return {.name = "territory",
          .migrations = embedded::territory_migrations(),
          .views = embedded::territory_views(),
          .permissions = {{edit_zonings,
                           "Faire des versions de zonages, décider des noms à vérifier.",
                           {"editor", "administrator"}}},
          .routes =
              [](web::Router& router, Services const& services) {
                auto const keeper = std::make_shared<AtlasKeeper>();
                auto const tiles = std::make_shared<TileKeeper>();
                auto const levels = std::make_shared<LevelKeeper>();
                auto const addresses =
                    std::make_shared<AddressService const>(services.address_service);
                add_pages(router, services, keeper, tiles, addresses);
                add_sheet_pages(router, services, levels);
                add_compare_pages(router, services, keeper, levels);
                add_explore_pages(router, services, tiles);
                add_tile_pages(router, services, tiles);
                add_justice_pages(router, services);
                add_zoning_pages(router, services);
                add_zoning_editing(router, services);
                add_zoning_review(router, services, keeper);
                add_api(router, services, keeper, levels);
                add_zoning_api(router, services);
                add_justice_api(router, services);
                add_address_api(router, services, keeper, addresses);
              },
          .counts = own_counts(),
          .api_schemas = api_schemas};
}

}  // namespace pacte::territory
