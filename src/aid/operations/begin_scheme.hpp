// Opens a draft: the next version of a scheme, or the first one of a new scheme.
//
// Payload: the scheme and the version whose content the draft starts from; or, for a new scheme,
// its name alone. Permission: aid.edit_schemes. Errors: unauthenticated; forbidden; invalid
// (label); not_found (scheme or version); conflict (a draft is already open). Journal:
// begin_scheme on the scheme, with the number of the draft and of the version it starts from.
#pragma once

#include "aid/editing.hpp"
#include "store/database.hpp"

namespace pacte::aid {

struct BeginScheme {
  std::string scheme;     // empty: a new one
  std::int64_t from = 0;  // version whose content is taken
  std::string label;      // of a new one
};

Result<SchemeVersion> begin_scheme(store::Database& database, Instant now,
                                   web::Principal const& actor, BeginScheme const& input);

}  // namespace pacte::aid
