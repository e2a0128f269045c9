#include "identity/attempts.hpp"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.hpp"
#include "identity/store.hpp"
#include "store/jobs.hpp"

namespace pacte::identity {
namespace {

// Hashes that only this installation can make, and only while its key exists.
std::string keyed_hash(std::string const& key, std::string_view text, std::size_t bytes) {
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                     reinterpret_cast<unsigned char const*>(key.data()), key.size());
  std::string hex;
  for (std::size_t i = 0; i < bytes; ++i)
    hex += fmt::format("{:02x}", digest.at(i));
  return hex;
}

std::string account_hash(std::string const& key, AttemptKind const& kind, std::string_view email) {
  constexpr std::size_t bytes = 16;
  return keyed_hash(key, fmt::format("{}account:{}", kind.name, email_key(email)), bytes);
}

// Short on purpose: a few addresses share each one, which is exact enough to slow someone down.
std::string remote_hash(std::string const& key, AttemptKind const& kind, std::string_view remote) {
  constexpr std::size_t bytes = 3;
  return keyed_hash(key, fmt::format("{}remote:{}", kind.name, network_of(remote)), bytes);
}

}  // namespace

Result<void> record_attempt(store::Session& session, AttemptKind const& kind,
                            std::string_view email, std::string_view remote, Instant now) {
  auto const key = attempt_key(session);
  auto const account = account_hash(key, kind, email);
  auto const from = remote_hash(key, kind, remote);
  auto const since = now - attempt_window;
  lock_attempts(session, account, from);
  delete_attempts_before(session, since);
  if (!may_try(kind.on_account, attempts_on_account(session, account, since), now) ||
      !may_try(kind.from_remote, attempts_from_remote(session, from, since), now)) {
    return fail(ProblemKind::too_many, kind.refusal);
  }
  insert_attempt(session, account, from, now);
  store::enqueue(session, "identity.purge", Json::object(), now + attempt_window, "identity.purge");
  return {};
}

void forget_attempts(store::Session& session, AttemptKind const& kind, std::string_view email) {
  delete_attempts(session, account_hash(attempt_key(session), kind, email));
}

}  // namespace pacte::identity
