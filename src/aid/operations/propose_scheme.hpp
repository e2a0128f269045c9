// Hands a draft to a second person, once it passes the design gate and its rules are right.
//
// Payload: the version as it was read. Permission: aid.edit_schemes. Errors: unauthenticated;
// forbidden; not_found; conflict (changed meanwhile, or no draft); invalid (one field per thing
// that is missing, see `publication_gaps`). Journal: propose_scheme on the scheme, with its
// content.
#pragma once

#include "aid/editing.hpp"
#include "store/database.hpp"

namespace pacte::aid {

Result<SchemeVersion> propose_scheme(store::Database& database, Instant now,
                                     web::Principal const& actor, VersionRef const& input);

}  // namespace pacte::aid
