#include "app/modules.hpp"

#include "aid/module.hpp"
#include "aid/permissions.hpp"
#include "alert/module.hpp"
#include "app/site/api.hpp"
#include "app/site/pages.hpp"
#include "diagnostic/module.hpp"
#include "directory/module.hpp"
#include "identity/module.hpp"
#include "indicator/module.hpp"
#include "participation/module.hpp"
#include "plan/module.hpp"
#include "simulation/module.hpp"
#include "source/module.hpp"
#include "territory/module.hpp"
#include "web/assets.hpp"
#include "web/operational.hpp"

namespace pacte::embedded {
std::vector<File> app_views();
}

namespace pacte::app {

std::vector<Module> const& modules() {
  static std::vector<Module> const all{
      identity::identity_module(
          {},
          {diagnostic::kept_assessments(), simulation::kept_simulations(), alert::saved_alerts()},
          {{aid::edit_schemes, "Écrire et publier des dispositifs",
            "/administration/dispositifs"}}),
      source::source_module(),
      territory::territory_module(),
      diagnostic::diagnostic_module(),
      plan::plan_module(),
      indicator::indicator_module(),
      directory::directory_module(),
      aid::aid_module(),
      simulation::simulation_module(),
      alert::alert_module(),
      participation::participation_module()};
  return all;
}

std::vector<store::ModuleMigrations> all_migrations() {
  std::vector<store::ModuleMigrations> migrations{store::own_migrations()};
  for (auto const& module : modules())
    migrations.push_back({module.name, module.migrations});
  return migrations;
}

std::vector<PermissionDeclaration> all_permissions() {
  std::vector<PermissionDeclaration> permissions;
  for (auto const& module : modules()) {
    permissions.insert(permissions.end(), module.permissions.begin(), module.permissions.end());
  }
  return permissions;
}

void load_all_views() {
  for (auto const& module : modules())
    web::load_views(module.name, module.views);
  web::load_views("app", embedded::app_views());
}

web::Router make_router(Services const& services, mail::Account const& account) {
  web::Router router;
  for (auto const& module : modules()) {
    if (module.routes) module.routes(router, services);
  }
  alert::add_routes(router, services, account);
  web::add_asset_routes(router);
  web::add_operational_routes(router, [&database = services.database] {
    auto reading = database.read();
    return reading.session()("SELECT 1").first([](int one) { return one == 1; }).value_or(false);
  });
  add_site_pages(router, services);
  add_site_api(router, services);  // last: it describes all the endpoints
  return router;
}

std::map<std::string, store::JobHandler> all_jobs(Services const& services,
                                                  mail::Account const& account) {
  std::map<std::string, store::JobHandler> jobs;
  for (auto const& module : modules()) {
    if (module.jobs) jobs.merge(module.jobs(services));
  }
  jobs.merge(alert::jobs(services, account));
  return jobs;
}

Services make_services(store::Database& database, search::Index& index) {
  Services services{.database = database, .index = index, .clock = system_now};
  for (auto const& module : modules()) {
    services.sections.insert(services.sections.end(), module.sections.begin(),
                             module.sections.end());
    services.counts.insert(services.counts.end(), module.counts.begin(), module.counts.end());
    services.territory_sections.insert(services.territory_sections.end(),
                                       module.territory_sections.begin(),
                                       module.territory_sections.end());
  }
  return services;
}

}  // namespace pacte::app
