// What people see of their account, and what administrators see of everyone's.
#pragma once

#include <memory>

#include "identity/context.hpp"
#include "web/router.hpp"

namespace pacte::identity {

/// /connexion, /deconnexion, /compte and what is below it.
void add_account_pages(web::Router& router, std::shared_ptr<Context const> const& context);

/// /administration/personnes and what is below it.
void add_people_pages(web::Router& router, std::shared_ptr<Context const> const& context);

}  // namespace pacte::identity
