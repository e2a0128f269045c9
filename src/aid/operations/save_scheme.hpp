// Writes the content of a draft; a proposed version becomes a draft again.
//
// Payload: the version as it was read, its whole new content. Permission: aid.edit_schemes. Errors:
// unauthenticated; forbidden; not_found; conflict (changed meanwhile, or a state that is no longer
// written to); invalid (at the name of the field). Journal: save_scheme on the scheme, with the
// fields that change, before and after. Whoever saves is one of its writers from then on.
#pragma once

#include "aid/editing.hpp"
#include "store/database.hpp"

namespace pacte::aid {

struct SaveScheme {
  VersionRef version;
  SchemeContent content;
};

Result<SchemeVersion> save_scheme(store::Database& database, Instant now,
                                  web::Principal const& actor, SaveScheme const& input);

}  // namespace pacte::aid
