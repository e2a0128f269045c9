// The room of people, for app/.
#pragma once

#include "identity/passwords.hpp"
#include "module/module.hpp"

namespace pacte::identity {

/// Its job `identity.purge` removes expired sessions and old attempts; it asks for itself again
/// while something is left, and each attempt to sign in asks for it.
Module identity_module(PasswordCost cost = {});

/// What the job does.
void run_purge(store::Database& database, Instant now);

}  // namespace pacte::identity
