// The list of rooms: the only place that knows them all.
#pragma once

#include "app/settings.hpp"
#include "module/module.hpp"

namespace pacte::app {

/// In the order of their dependencies: migrations run in it.
std::vector<Module> const& modules();

std::vector<store::ModuleMigrations> all_migrations();
std::vector<PermissionDeclaration> all_permissions();

/// Makes every module's views known; once, at start.
void load_all_views();

/// Every route of every module, then those of the site itself. Alerts alone send mail.
web::Router make_router(Services const& services, mail::Account const& account = {});

/// The handlers of every module's jobs.
std::map<std::string, store::JobHandler> all_jobs(Services const& services,
                                                  mail::Account const& account = {});

/// What the database lends to modules.
Services make_services(store::Database& database, search::Index& index);

}  // namespace pacte::app
