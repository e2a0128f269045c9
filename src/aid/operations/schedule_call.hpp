// Announces a call of a scheme, or changes one: its window, its tracks, its jury; cancels it too.
//
// Payload: the whole call; number 0 for a new one, otherwise its number and the revision that was
// read. Permission: aid.publish_schemes: the public reads it at once. Errors: unauthenticated;
// forbidden; not_found (scheme, call); conflict (changed meanwhile; the public reads no version of
// the scheme, or a withdrawn one); invalid (at the fields of the form). Journal: schedule_call on
// the scheme, with the call.
#pragma once

#include "aid/call_model.hpp"
#include "base/problem.hpp"
#include "store/database.hpp"
#include "web/principal.hpp"

namespace pacte::aid {

Result<Call> schedule_call(store::Database& database, Instant now, web::Principal const& actor,
                           Call const& input);

}  // namespace pacte::aid
