#include "identity/operations/change_password.hpp"

#include "base/text.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {
namespace {

constexpr auto unchanged = "Le mot de passe n’a pas été changé.";

std::optional<Person> load(Context const& context, PersonId const& id) {
  auto reading = context.database.read();
  return person_by_id(reading, id);
}

std::vector<FieldError> faults_of(ChangePassword const& input, Person const& person) {
  std::vector<FieldError> faults;
  if (input.current.empty()) {
    faults.push_back({"current", "Écrivez votre mot de passe actuel."});
  }
  if (auto fault = password_fault(input.replacement, person.email)) {
    faults.push_back({"replacement", *std::move(fault)});
  } else if (input.replacement == input.current) {
    faults.push_back({"replacement", "Ce mot de passe est celui que vous avez déjà."});
  }
  return faults;
}

// A wrong password here is a field to mend, not a person to send back to the sign-in page.
Problem as_field(Problem problem) {
  if (problem.kind != ProblemKind::unauthenticated) return problem;
  return {
      ProblemKind::invalid, unchanged, {{"current", "Ce n’est pas votre mot de passe actuel."}}};
}

}  // namespace

Result<void> change_password(Context const& context, web::Principal const& actor,
                             ChangePassword const& input) {
  auto const id = signed_in(actor);
  if (!id) return std::unexpected(id.error());
  auto const person = load(context, *id);
  if (!person || !person->active()) {
    return fail(ProblemKind::unauthenticated, "Connectez-vous d’abord.");
  }
  if (auto faults = faults_of(input, *person); !faults.empty()) {
    return fail(ProblemKind::invalid, unchanged, std::move(faults));
  }
  auto const checked = check_password(context, person->email, input.remote, input.current);
  if (!checked) return std::unexpected(as_field(checked.error()));
  auto const hash = context.passwords.hash(input.replacement);
  auto const now = context.clock();

  auto writing = context.database.write();
  store::Journal journal{writing, now};
  if (!replace_password(writing, *id, checked->password_hash.value(), hash, now)) {
    return fail(ProblemKind::conflict,
                "Le mot de passe vient d’être changé ailleurs. Connectez-vous de nouveau.");
  }
  forget_attempts(writing, person->email);
  auto const closed = delete_sessions(writing, *id, sha256_hex(input.token));
  journal.append({id->value, "change_password", "person", id->value, {{"closed", closed}}});
  writing.commit();
  return {};
}

}  // namespace pacte::identity
