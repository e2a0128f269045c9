// Replaces one's own password, and closes all of one's other sessions.
//
// Payload: the password in use, the new one; the client's address and session token.
// Permission: signed in.
// Errors: unauthenticated; invalid (current: not the right one; replacement: against the rules, or
// the same); too_many; conflict (it was changed elsewhere meanwhile).
// Journal: change_password on the person, with how many sessions were closed.
#pragma once

#include <string>

#include "identity/context.hpp"

namespace pacte::identity {

struct ChangePassword {
  std::string current;
  std::string replacement;
  std::string remote;
  std::string token;  // of the session that stays open
};

Result<void> change_password(Context const& context, web::Principal const& actor,
                             ChangePassword const& input);

}  // namespace pacte::identity
