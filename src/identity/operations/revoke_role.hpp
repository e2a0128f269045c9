// Takes a role back from a person.
//
// Payload: the person, the name of the role.
// Permission: identity.manage_people.
// Errors: unauthenticated; forbidden; invalid (role: unknown); not_found; conflict (the person does
// not have it; or the last administrator, without whom nobody could manage accounts).
// Journal: revoke_role on the person, with the role.
#pragma once

#include <string>

#include "identity/context.hpp"

namespace pacte::identity {

struct RevokeRole {
  PersonId person;
  std::string role;
};

Result<void> revoke_role(Context const& context, web::Principal const& actor,
                         RevokeRole const& input);

}  // namespace pacte::identity
