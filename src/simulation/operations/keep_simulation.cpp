#include "simulation/operations/keep_simulation.hpp"

#include "base/text.hpp"
#include "identity/context.hpp"
#include "simulation/answers.hpp"
#include "simulation/link.hpp"
#include "simulation/store.hpp"
#include "store/journal.hpp"

namespace pacte::simulation {

Result<std::string> keep_simulation(Context const& context, web::Principal const& actor,
                                    KeepSimulation const& input) {
  auto const person = identity::signed_in(actor);
  if (!person) return std::unexpected(person.error());
  constexpr std::size_t id_bytes = 8;
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const link = open_link(input.link, seal_key(writing));
  if (!link) {
    return fail(ProblemKind::invalid, "La simulation n’a pas été gardée.",
                {{"link", link.error().detail}});
  }
  KeptSimulation const kept{.id = random_hex(id_bytes),
                            .person = person->value,
                            .day = link->day,
                            .answers = to_json(link->answers),
                            .kept_at = to_iso(now)};
  if (!insert_simulation(writing, kept)) {
    return fail(ProblemKind::conflict, "Cette simulation est déjà dans votre compte.");
  }
  journal.append(
      {person->value, "keep_simulation", "person", person->value, {{"simulation", kept.id}}});
  writing.commit();
  return kept.id;
}

}  // namespace pacte::simulation
