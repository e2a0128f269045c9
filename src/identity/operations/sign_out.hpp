// Closes the session that the browser holds.
//
// Payload: the session's token.
// Permission: none but holding the token.
// Errors: unauthenticated (no such session: malformed, closed already or expired and purged).
// Journal: sign_out on the person.
#pragma once

#include <string>

#include "identity/context.hpp"

namespace pacte::identity {

struct SignOut {
  std::string token;
};

/// The person whose session it was.
Result<PersonId> sign_out(Context const& context, SignOut const& input);

}  // namespace pacte::identity
