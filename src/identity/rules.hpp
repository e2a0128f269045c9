// Decisions about accounts: what an e-mail address and a password may be, how long a session lasts,
// how fast one may try to sign in.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "identity/model.hpp"

namespace pacte::identity {

/// What makes two addresses the same: ends trimmed, then `fold`. Letters that differ by an accent
/// alone count as equal, which can only refuse a second account, never open another person's.
std::string email_key(std::string_view email);

/// The French sentence that says what is wrong, or nothing.
std::optional<std::string> email_fault(std::string_view email);  // at most 254 bytes (RFC 5321)
std::optional<std::string> name_fault(std::string_view name);    // 1 to 100 code points
std::optional<std::string> password_fault(std::string_view password, std::string_view email);

inline constexpr std::size_t shortest_password = 12;    // code points
inline constexpr std::size_t longest_password = 1'024;  // bytes

// Sessions: 12 hours without use, 7 days in all.
inline constexpr std::chrono::hours session_idle{12};
inline constexpr std::chrono::hours session_longest{7 * 24};
inline constexpr std::chrono::minutes session_touch_every{5};
Instant session_end(Instant created_at, Instant last_seen);
bool session_needs_touch(Instant last_seen, Instant now);

/// A few failures are free; each one after them doubles the wait before the next try.
struct AttemptLimit {
  std::int64_t free;
  std::chrono::seconds first_wait;
  std::chrono::seconds longest_wait;
};
inline constexpr std::chrono::hours attempt_window{1};
inline constexpr AttemptLimit account_limit{5, std::chrono::seconds{15}, std::chrono::minutes{15}};
// Larger: an office, a library or a school is one address.
inline constexpr AttemptLimit remote_limit{20, std::chrono::seconds{15}, std::chrono::minutes{15}};
bool may_try(AttemptLimit const& limit, AttemptHistory const& history, Instant now);

/// What is counted as one remote place: an IPv4 address, the first 64 bits of an IPv6 one (a
/// subscriber has all of them), or the text itself.
std::string network_of(std::string_view remote_address);

Agent agent_of(std::string_view user_agent);

/// A path of this site, safe to be sent back to: "/plans?x=1", not "//elsewhere" or "https://…".
bool is_local_path(std::string_view path);

/// `pacte_session`; over HTTPS with the prefix that makes browsers refuse a cookie set by another
/// host or without TLS.
std::string_view session_cookie_name(bool secure);

/// Has the shape of a session token: 64 lower-case hexadecimal digits.
bool is_session_token(std::string_view text);

}  // namespace pacte::identity
