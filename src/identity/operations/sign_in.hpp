// Opens a session for the person who knows the password.
//
// Payload: e-mail, password; the browser's address, user agent and former session token.
// Permission: none.
// Errors: invalid (a field is empty); too_many (too many tries on this account or from this
// address); unauthenticated (no such account, disabled, or wrong password: not said which);
// conflict (the account changed while the password was being checked).
// Journal: sign_in on the person. Failures are counted, not journalled: a stranger could fill it.
#pragma once

#include <string>

#include "identity/context.hpp"

namespace pacte::identity {

struct SignIn {
  std::string email;
  std::string password;
  std::string remote;  // address of the client
  std::string user_agent;
  std::string former_token;  // the session this browser had, closed by the new one; or empty
};

struct SignedIn {
  PersonId person;
  std::string token;  // for the cookie; kept nowhere
};

Result<SignedIn> sign_in(Context const& context, SignIn const& input);

}  // namespace pacte::identity
