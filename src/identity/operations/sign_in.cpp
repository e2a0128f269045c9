#include "identity/operations/sign_in.hpp"

#include "base/text.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {
namespace {

Result<void> check_filled(SignIn const& input) {
  std::vector<FieldError> faults;
  if (trim(input.email).empty()) faults.push_back({"email", "Écrivez votre adresse électronique."});
  if (input.password.empty()) faults.push_back({"password", "Écrivez votre mot de passe."});
  if (faults.empty()) return {};
  return fail(ProblemKind::invalid, "La connexion n’a pas abouti.", std::move(faults));
}

std::string open_session(store::Session& session, PersonId const& person, SignIn const& input,
                         Instant now) {
  constexpr std::size_t token_bytes = 32;
  constexpr std::size_t id_bytes = 12;
  auto token = random_hex(token_bytes);
  insert_session(session, {{random_hex(id_bytes)},
                           person,
                           sha256_hex(token),
                           random_hex(token_bytes),
                           agent_of(input.user_agent),
                           now,
                           now,
                           session_end(now, now)});
  return token;
}

// A token taken or planted before the sign-in is worth nothing after it.
void close_former(store::Session& session, std::string const& token) {
  if (!is_session_token(token)) return;
  if (auto const former = session_by_token(session, sha256_hex(token))) {
    delete_session(session, former->person, former->id);
  }
}

}  // namespace

Result<SignedIn> sign_in(Context const& context, SignIn const& input) {
  if (auto filled = check_filled(input); !filled) return std::unexpected(filled.error());
  auto const checked = check_password(context, input.email, input.remote, input.password);
  if (!checked) return std::unexpected(checked.error());
  auto const& former_hash = checked->password_hash.value();
  auto const hash = context.passwords.outdated(former_hash) ? context.passwords.hash(input.password)
                                                            : former_hash;
  auto const now = context.clock();

  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const person = person_by_id(writing, checked->id);
  if (!person || !person->active() || person->password_hash != former_hash) {
    return fail(ProblemKind::conflict, "Le compte vient de changer. Connectez-vous de nouveau.");
  }
  if (hash != former_hash) {
    replace_password(writing, person->id, former_hash, hash, person->password_changed_at);
  }
  forget_attempts(writing, input.email);
  close_former(writing, input.former_token);
  auto token = open_session(writing, person->id, input, now);
  journal.append({person->id.value, "sign_in", "person", person->id.value, Json::object()});
  writing.commit();
  return SignedIn{person->id, std::move(token)};
}

}  // namespace pacte::identity
