// Withdraws a version, with a reason: a draft that leads nowhere, or what is published.
//
// Payload: the version as it was read, the reason. Permission: aid.edit_schemes for a draft or a
// proposed version, aid.publish_schemes for a published one. Errors: unauthenticated; forbidden;
// not_found; conflict (changed meanwhile, or already over); invalid (reason). Journal:
// withdraw_scheme on the scheme, with the reason. A withdrawn version that the public saw stays
// readable, with its reason.
#pragma once

#include "aid/editing.hpp"
#include "store/database.hpp"

namespace pacte::aid {

struct WithdrawScheme {
  VersionRef version;
  std::string reason;
};

Result<SchemeVersion> withdraw_scheme(store::Database& database, Instant now,
                                      web::Principal const& actor, WithdrawScheme const& input);

}  // namespace pacte::aid
