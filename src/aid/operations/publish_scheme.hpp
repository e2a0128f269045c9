// Publishes a proposed version: the public sees it from then on, in place of the former one.
//
// Payload: the version as it was read. Permission: aid.publish_schemes, and to be none of those who
// wrote or proposed it. Errors: unauthenticated; forbidden (no right, or the same person);
// not_found; conflict (changed meanwhile, or not proposed); invalid (the gates, asked again: the
// ambitions or the vocabulary may have changed). Journal: publish_scheme on the scheme, with its
// content and the version that it replaces.
#pragma once

#include "aid/editing.hpp"
#include "store/database.hpp"

namespace pacte::aid {

Result<SchemeVersion> publish_scheme(store::Database& database, Instant now,
                                     web::Principal const& actor, VersionRef const& input);

}  // namespace pacte::aid
