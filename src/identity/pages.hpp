// What people see of their account, and what administrators see of everyone's.
#pragma once

#include <memory>

#include "identity/context.hpp"
#include "web/router.hpp"

namespace pacte::identity {

/// Where another room's work is done: a way from the account page, for who has the right.
struct Desk {
  web::Permission permission;
  std::string label;  // French
  std::string path;   // without the prefix of the language
};

/// /connexion, /deconnexion, /compte and what is below it.
void add_account_pages(web::Router& router, std::shared_ptr<Context const> const& context,
                       std::vector<Desk> const& desks);

/// /administration/personnes and what is below it.
void add_people_pages(web::Router& router, std::shared_ptr<Context const> const& context);

}  // namespace pacte::identity
