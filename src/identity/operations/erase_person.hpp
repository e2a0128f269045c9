// Erases who a person is (GDPR, article 17): e-mail, name, password, roles, sessions, the
// content of the journal entries about them, and what other rooms hold about them
// (personal_data.hpp). The identifier stays, without a meaning, so that what
// they did officially keeps one author, and the journal still verifies.
//
// Payload: the person; for one's own account, the password again, and the client's address.
// Permission: one's own account, or identity.manage_people.
// Errors: unauthenticated; forbidden; invalid (password: not the right one); too_many; not_found;
// conflict (already erased; or the last administrator, without whom nobody could manage accounts).
// Journal: erase_person on the person, with how many entries were emptied.
#pragma once

#include <string>

#include "identity/context.hpp"

namespace pacte::identity {

struct ErasePerson {
  PersonId person;
  std::string password;  // only for one's own account
  std::string remote;
};

/// How many journal entries were emptied.
Result<std::int64_t> erase_person(Context const& context, web::Principal const& actor,
                                  ErasePerson const& input);

}  // namespace pacte::identity
