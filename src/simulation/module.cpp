#include "simulation/module.hpp"

#include "simulation/api.hpp"
#include "simulation/api_schema.hpp"
#include "simulation/pages.hpp"
#include "simulation/store.hpp"

namespace pacte::embedded {
std::vector<File> simulation_migrations();
std::vector<File> simulation_views();
}  // namespace pacte::embedded

namespace pacte::simulation {
namespace {

Json kept_by(store::Session& session, std::string const& person) {
  Json all = Json::array();
  for (auto const& kept : simulations_of(session, person)) {
    all.push_back({{"id", kept.id},
                   {"answered_on", kept.day},
                   {"kept_at", kept.kept_at},
                   {"answers", kept.answers}});
  }
  return all;
}

}  // namespace

Module simulation_module() {
  return {.name = "simulation",
          .migrations = embedded::simulation_migrations(),
          .views = embedded::simulation_views(),
          .routes =
              [](web::Router& router, Services const& services) {
                auto const context =
                    std::make_shared<Context const>(Context{services.database, services.clock});
                add_simulator_pages(router, context);
                add_result_pages(router, context);
                add_account_pages(router, context);
                add_api(router, context);
              },
          .api_schemas = api_schemas};
}

identity::PersonalData kept_simulations() {
  return {.name = "simulations", .give = kept_by, .erase = delete_simulations_of};
}

}  // namespace pacte::simulation
