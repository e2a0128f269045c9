#include "identity/operations/grant_role.hpp"

#include "identity/permissions.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {

Result<void> grant_role(Context const& context, web::Principal const& actor,
                        GrantRole const& input) {
  auto const manager = holder_of(manage_people, actor);
  if (!manager) return std::unexpected(manager.error());
  auto const role = parse_role(input.role);
  if (!role || *role == Role::visitor) {
    return fail(ProblemKind::invalid, "Le rôle n’a pas été donné.",
                {{"role", "Choisissez un rôle de la liste."}});
  }
  auto const now = context.clock();

  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const person = person_by_id(writing, input.person);
  if (!person) return fail(ProblemKind::not_found, "Ce compte n’existe pas.");
  if (person->erased_at) return fail(ProblemKind::conflict, "Ce compte est effacé.");
  if (!insert_role(writing, person->id, *role, now)) {
    return fail(ProblemKind::conflict, "Cette personne a déjà ce rôle.");
  }
  journal.append(
      {manager->value, "grant_role", "person", person->id.value, {{"role", input.role}}});
  writing.commit();
  return {};
}

}  // namespace pacte::identity
