#include "identity/context.hpp"

#include "identity/attempts.hpp"
#include "identity/permissions.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"

namespace pacte::identity {
namespace {

constexpr AttemptKind to_sign_in{
    .name = "",
    .on_account = account_limit,
    .from_remote = remote_limit,
    .refusal =
        "Trop d’essais. Attendez quelques minutes, un quart d’heure au plus, puis "
        "recommencez."};

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
    if (auto recorded = record_attempt(writing, to_sign_in, email, remote, now); !recorded) {
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
  forget_attempts(session, to_sign_in, email);
}

}  // namespace pacte::identity
