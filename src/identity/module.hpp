// The room of people, for app/.
#pragma once

#include "identity/pages.hpp"
#include "identity/passwords.hpp"
#include "identity/personal_data.hpp"
#include "module/module.hpp"

namespace pacte::identity {

/// Its job `identity.purge` removes expired sessions and old attempts; it asks for itself again
/// while something is left, and each attempt to sign in asks for it.
/// `elsewhere`: what other rooms hold about people. `desks`: where their officers work.
Module identity_module(PasswordCost cost = {}, std::vector<PersonalData> elsewhere = {},
                       std::vector<Desk> desks = {});

/// What the job does.
void run_purge(store::Database& database, Instant now);

}  // namespace pacte::identity
