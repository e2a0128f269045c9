#include "diagnostic/operations/keep_assessment.hpp"

#include "base/text.hpp"
#include "diagnostic/answer_rules.hpp"
#include "diagnostic/opened_link.hpp"
#include "diagnostic/store.hpp"
#include "identity/context.hpp"
#include "store/journal.hpp"

namespace pacte::diagnostic {

Result<std::string> keep_assessment(Context const& context, web::Principal const& actor,
                                    KeepAssessment const& input) {
  auto const person = identity::signed_in(actor);
  if (!person) return std::unexpected(person.error());
  constexpr std::size_t id_bytes = 8;
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const opened = open_link(writing, input.link);
  if (!opened) {
    return fail(ProblemKind::invalid, "Le résultat n’a pas été gardé.",
                {{"link", opened.error().detail}});
  }
  auto const& [definition, filling] = *opened;
  KeptAssessment const kept{.id = random_hex(id_bytes),
                            .person = person->value,
                            .version = definition.id,
                            .day = day_text(filling.day),
                            .answers = answers_json(definition, filling.answers),
                            .kept_at = to_iso(now),
                            .notes = filling.notes};
  if (!insert_assessment(writing, kept)) {
    return fail(ProblemKind::conflict, "Ce résultat est déjà dans votre compte.");
  }
  journal.append({person->value,
                  "keep_assessment",
                  "person",
                  person->value,
                  {{"assessment", kept.id}, {"diagnostic", definition.key}}});
  writing.commit();
  return kept.id;
}

}  // namespace pacte::diagnostic
