#include "identity/module.hpp"

#include "identity/permissions.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"

namespace pacte::embedded {
std::vector<File> identity_migrations();
std::vector<File> identity_views();
}  // namespace pacte::embedded

namespace pacte::identity {
void run_purge(store::Database& database, Instant now) {
  auto writing = database.write();
  if (purge(writing, now, now - attempt_window)) {
    store::enqueue(writing, "identity.purge", Json::object(), now + attempt_window,
                   "identity.purge");
  }
  writing.commit();
}

Module identity_module(PasswordCost cost, std::vector<PersonalData> elsewhere,
                       std::vector<Desk> desks) {
  Module module;
  module.name = "identity";
  module.migrations = embedded::identity_migrations();
  module.views = embedded::identity_views();
  module.permissions = {
      {own_account, "Voir et tenir son propre compte : toute personne connectée.", {}},
      {manage_people,
       "Ouvrir et effacer des comptes, donner et retirer des rôles.",
       {"administrator"}},
  };
  module.routes = [cost, elsewhere = std::move(elsewhere), desks = std::move(desks)](
                      web::Router& router, Services const& services) {
    auto const context = std::make_shared<Context const>(
        Context{services.database, services.clock, Passwords{cost}, elsewhere});
    add_account_pages(router, context, desks);
    add_people_pages(router, context);
  };
  module.jobs = [](Services const& services) {
    return std::map<std::string, store::JobHandler>{
        {"identity.purge", [&database = services.database, clock = services.clock](Json const&) {
           run_purge(database, clock());
         }}};
  };
  return module;
}

}  // namespace pacte::identity
