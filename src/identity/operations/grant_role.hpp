// Gives a role to a person.
//
// Payload: the person, the name of the role.
// Permission: identity.manage_people.
// Errors: unauthenticated; forbidden; invalid (role: unknown, or visitor, which is nobody's);
// not_found; conflict (erased account, or the person has it already).
// Journal: grant_role on the person, with the role.
#pragma once

#include <string>

#include "identity/context.hpp"

namespace pacte::identity {

struct GrantRole {
  PersonId person;
  std::string role;
};

Result<void> grant_role(Context const& context, web::Principal const& actor,
                        GrantRole const& input);

}  // namespace pacte::identity
