#include "identity/operations/erase_person.hpp"

#include "identity/permissions.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {
namespace {

Result<PersonId> entitled(web::Principal const& actor, PersonId const& person) {
  auto id = signed_in(actor);
  return !id || *id == person ? id : holder_of(manage_people, actor);
}

std::optional<Person> load(Context const& context, PersonId const& id) {
  auto reading = context.database.read();
  return person_by_id(reading, id);
}

// Whoever finds a session left open must not be able to erase the account.
Result<void> confirm(Context const& context, ErasePerson const& input) {
  auto const person = load(context, input.person);
  if (!person || !person->active()) {
    return fail(ProblemKind::unauthenticated, "Connectez-vous d’abord.");
  }
  auto const checked = check_password(context, person->email, input.remote, input.password);
  if (checked) return {};
  if (checked.error().kind != ProblemKind::unauthenticated) {
    return std::unexpected(checked.error());
  }
  return fail(ProblemKind::invalid, "Le compte n’a pas été effacé.",
              {{"password", "Ce n’est pas votre mot de passe."}});
}

}  // namespace

Result<std::int64_t> erase_person(Context const& context, web::Principal const& actor,
                                  ErasePerson const& input) {
  auto const by = entitled(actor, input.person);
  if (!by) return std::unexpected(by.error());
  if (*by == input.person) {
    if (auto confirmed = confirm(context, input); !confirmed) {
      return std::unexpected(confirmed.error());
    }
  }
  auto const now = context.clock();

  auto writing = context.database.write();
  // Before anything is read: on PostgreSQL the journal lets one writer in at a time, so that the
  // last two administrators cannot erase each other.
  store::Journal journal{writing, now};
  auto const person = person_by_id(writing, input.person);
  if (!person) return fail(ProblemKind::not_found, "Ce compte n’existe pas.");
  if (person->erased_at) return fail(ProblemKind::conflict, "Ce compte est déjà effacé.");
  if (person->roles.contains(Role::administrator) &&
      !another_has_role(writing, Role::administrator, person->id)) {
    return fail(ProblemKind::conflict,
                "C’est le dernier compte d’administration. Donnez d’abord ce rôle à quelqu’un "
                "d’autre.");
  }
  forget_attempts(writing, person->email);
  delete_sessions(writing, person->id, {});
  for (auto const& room : context.elsewhere)
    room.erase(writing, person->id.value);
  anonymise_person(writing, person->id, now);
  auto const emptied = erase_journal_payloads(writing, "person", person->id.value);
  journal.append(
      {by->value, "erase_person", "person", person->id.value, {{"emptied_entries", emptied}}});
  writing.commit();
  return emptied;
}

}  // namespace pacte::identity
