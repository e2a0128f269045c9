// Opens an account for someone.
//
// Payload: e-mail, name to show, first password, roles.
// Permission: identity.manage_people.
// Errors: unauthenticated; forbidden; invalid (field by field: email, name, password, roles; the
// visitor role is nobody's); conflict (the e-mail has an account).
// Journal: add_person on the person, with the roles alone.
#pragma once

#include <string>
#include <vector>

#include "identity/context.hpp"

namespace pacte::identity {

struct AddPerson {
  std::string email;
  std::string name;
  std::string password;
  std::vector<std::string> roles;
};

Result<PersonId> add_person(Context const& context, web::Principal const& actor,
                            AddPerson const& input);

}  // namespace pacte::identity
