#include "identity/context.hpp"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.hpp"
#include "identity/permissions.hpp"
#include "identity/rules.hpp"
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

std::string account_hash(std::string const& key, std::string_view email) {
  constexpr std::size_t bytes = 16;
  return keyed_hash(key, "account:" + email_key(email), bytes);
}

// Short on purpose: a few addresses share each one, which is exact enough to slow someone down.
std::string remote_hash(std::string const& key, std::string_view remote) {
  constexpr std::size_t bytes = 3;
  return keyed_hash(key, "remote:" + network_of(remote), bytes);
}

Result<void> record_attempt(store::Session& session, std::string_view email,
                            std::string_view remote, Instant now) {
  auto const key = attempt_key(session);
  auto const account = account_hash(key, email);
  auto const from = remote_hash(key, remote);
  auto const since = now - attempt_window;
  lock_attempts(session, account, from);
  delete_attempts_before(session, since);
  if (!may_try(account_limit, attempts_on_account(session, account, since), now) ||
      !may_try(remote_limit, attempts_from_remote(session, from, since), now)) {
    return fail(ProblemKind::too_many,
                "Trop d’essais. Attendez quelques minutes, un quart d’heure au plus, "
                "puis recommencez.");
  }
  insert_attempt(session, account, from, now);
  store::enqueue(session, "identity.purge", Json::object(), now + attempt_window, "identity.purge");
  return {};
}

}  // namespace

Result<PersonId> signed_in(web::Principal const& actor) {
  if (actor.person) return PersonId{*actor.person};
  return fail(ProblemKind::unauthenticated, "Connectez-vous d’abord.");
}

Result<PersonId> holder_of(web::Permission const& permission, web::Principal const& actor) {
  auto person = signed_in(actor);
  if (person && !actor.may(permission)) {
    return fail(ProblemKind::forbidden, "Vos droits ne permettent pas cette opération.");
  }
  return person;
}

web::Principal command_line() {
  web::Principal principal;
  principal.person = "command-line";
  principal.permissions = {manage_people};
  return principal;
}

Result<Person> check_password(Context const& context, std::string_view email,
                              std::string_view remote, std::string_view password) {
  std::optional<Person> person;
  {
    auto const now = context.clock();
    auto writing = context.database.write();
    if (auto recorded = record_attempt(writing, email, remote, now); !recorded) {
      return std::unexpected(recorded.error());
    }
    person = person_by_email(writing, email_key(email));
    writing.commit();
  }
  bool const known = person && person->active() && person->password_hash;
  auto const& hash = known ? *person->password_hash : context.passwords.decoy();
  bool const right = password.size() <= longest_password && Passwords::matches(password, hash);
  if (known && right) return *std::move(person);
  return fail(ProblemKind::unauthenticated,
              "L’adresse électronique ou le mot de passe n’est pas le bon.");
}

void forget_attempts(store::Session& session, std::string_view email) {
  delete_attempts(session, account_hash(attempt_key(session), email));
}

}  // namespace pacte::identity
