// Everything that this room, and the others, hold about the person who asks (GDPR, articles 15 and
// 20).
//
// Payload: none.
// Permission: signed in; only one's own data.
// Errors: unauthenticated (also when the account was erased meanwhile).
// Journal: export_own_data on the person.
// Output: {"person": {…, "roles": […]}, "sessions": […], "journal": {"about": […], "done": […]}},
// and a field for each other room (personal_data.hpp), without the password's hash, tokens and CSRF
// secrets.
#pragma once

#include "base/json.hpp"
#include "identity/context.hpp"

namespace pacte::identity {

Result<Json> export_own_data(Context const& context, web::Principal const& actor);

}  // namespace pacte::identity
