// What every operation on accounts needs, and the first questions each one asks.
#pragma once

#include "base/date.hpp"
#include "base/problem.hpp"
#include "identity/model.hpp"
#include "identity/passwords.hpp"
#include "identity/personal_data.hpp"
#include "store/database.hpp"
#include "web/principal.hpp"

namespace pacte::identity {

struct Context {
  store::Database& database;
  Clock clock;
  Passwords passwords{};
  std::vector<PersonalData> elsewhere{};  // what other rooms hold about people
};

/// The person who asks, when signed in; otherwise unauthenticated.
Result<PersonId> signed_in(web::Principal const& actor);

/// The actor for the journal, when they hold the permission; otherwise unauthenticated or
/// forbidden.
Result<PersonId> holder_of(web::Permission const& permission, web::Principal const& actor);

/// The administrator at the machine itself, who may do what the command line offers.
web::Principal command_line();

/// Finds what a password was given for, without saying to anyone which part was wrong.
///
/// Records the attempt before looking, so that tries made at the same time all count; the caller
/// forgets it (`forget_attempts`) in the transaction that the right password opens.
/// Errors: too_many; unauthenticated (no such account, disabled, or wrong password).
Result<Person> check_password(Context const& context, std::string_view email,
                              std::string_view remote, std::string_view password);

/// After success: this account's failures no longer count.
void forget_attempts(store::Session& session, std::string_view email);

}  // namespace pacte::identity
