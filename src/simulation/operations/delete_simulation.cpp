#include "simulation/operations/delete_simulation.hpp"

#include "identity/context.hpp"
#include "simulation/store.hpp"
#include "store/journal.hpp"

namespace pacte::simulation {

Result<void> delete_simulation(Context const& context, web::Principal const& actor,
                               DeleteSimulation const& input) {
  auto const person = identity::signed_in(actor);
  if (!person) return std::unexpected(person.error());
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  if (!delete_simulation_row(writing, person->value, input.simulation)) {
    return fail(ProblemKind::not_found, "Cette simulation n’est pas dans votre compte.");
  }
  journal.append({person->value,
                  "delete_simulation",
                  "person",
                  person->value,
                  {{"simulation", input.simulation}}});
  writing.commit();
  return {};
}

}  // namespace pacte::simulation
