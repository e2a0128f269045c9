// Counting what strangers try, by e-mail address and by network, without keeping either: sign-ins,
// and what other rooms let a visitor ask for.
#pragma once

#include <string_view>

#include "base/problem.hpp"
#include "identity/rules.hpp"
#include "store/session.hpp"

namespace pacte::identity {

struct AttemptKind {
  std::string_view name;  // each has its own count
  AttemptLimit on_account;
  AttemptLimit from_remote;
  char const* refusal;  // French sentence
};

/// Counts one more within the caller's transaction, forgotten after `attempt_window`; too_many when
/// one of the limits is reached.
Result<void> record_attempt(store::Session& session, AttemptKind const& kind,
                            std::string_view email, std::string_view remote, Instant now);

/// Those of this address no longer count.
void forget_attempts(store::Session& session, AttemptKind const& kind, std::string_view email);

}  // namespace pacte::identity
