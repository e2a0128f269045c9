// What people see of their account, and what administrators see of everyone's.
#pragma once

#include <memory>

#include "identity/context.hpp"
#include "web/router.hpp"

namespace pacte::identity {

/// /connexion, /deconnexion, /compte and what is below it.
void add_account_pages(web::Router& router, const std::shared_ptr<const Context>& context);

/// /administration/personnes and what is below it.
void add_people_pages(web::Router& router, const std::shared_ptr<const Context>& context);

}  // namespace pacte::identity
