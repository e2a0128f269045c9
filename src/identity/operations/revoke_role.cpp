#include "identity/operations/revoke_role.hpp"

#include "identity/permissions.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {

Result<void> revoke_role(Context const& context, web::Principal const& actor,
                         RevokeRole const& input) {
  auto const manager = holder_of(manage_people, actor);
  if (!manager) return std::unexpected(manager.error());
  auto const role = parse_role(input.role);
  if (!role) {
    return fail(ProblemKind::invalid, "Le rôle n’a pas été retiré.",
                {{"role", "Choisissez un rôle de la liste."}});
  }
  auto const now = context.clock();

  auto writing = context.database.write();
  // Before anything is read: on PostgreSQL the journal lets one writer in at a time, so that the
  // last two administrators cannot take the role from each other.
  store::Journal journal{writing, now};
  auto const person = person_by_id(writing, input.person);
  if (!person) return fail(ProblemKind::not_found, "Ce compte n’existe pas.");
  if (!person->roles.contains(*role)) {
    return fail(ProblemKind::conflict, "Cette personne n’a pas ce rôle.");
  }
  if (*role == Role::administrator && !another_has_role(writing, *role, person->id)) {
    return fail(ProblemKind::conflict,
                "C’est le dernier compte d’administration. Donnez d’abord ce rôle à quelqu’un "
                "d’autre.");
  }
  delete_role(writing, person->id, *role);
  journal.append(
      {manager->value, "revoke_role", "person", person->id.value, {{"role", input.role}}});
  writing.commit();
  return {};
}

}  // namespace pacte::identity
