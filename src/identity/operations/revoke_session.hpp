// Closes one's own sessions from afar: one of them, or all but the one in use.
//
// Payload: the session's identifier, or nothing for all the others; the token of the one in use.
// Permission: signed in; only one's own sessions are found.
// Errors: unauthenticated; not_found (no such session of theirs, or already closed).
// Journal: revoke_session on the person, with how many were closed.
#pragma once

#include <optional>
#include <string>

#include "identity/context.hpp"

namespace pacte::identity {

struct RevokeSession {
  std::optional<SessionId> session;  // nothing: all but the one in use
  std::string token;                 // of the session in use
};

/// How many sessions were closed.
Result<std::int64_t> revoke_session(Context const& context, web::Principal const& actor,
                                    RevokeSession const& input);

}  // namespace pacte::identity
