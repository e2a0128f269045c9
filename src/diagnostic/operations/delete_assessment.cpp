#include "diagnostic/operations/delete_assessment.hpp"

#include "diagnostic/store.hpp"
#include "identity/context.hpp"
#include "store/journal.hpp"

namespace pacte::diagnostic {

Result<void> delete_assessment(Context const& context, web::Principal const& actor,
                               DeleteAssessment const& input) {
  auto const person = identity::signed_in(actor);
  if (!person) return std::unexpected(person.error());
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  if (!delete_assessment_row(writing, person->value, input.assessment)) {
    return fail(ProblemKind::not_found, "Ce résultat n’est pas dans votre compte.");
  }
  journal.append({person->value,
                  "delete_assessment",
                  "person",
                  person->value,
                  {{"assessment", input.assessment}}});
  writing.commit();
  return {};
}

}  // namespace pacte::diagnostic
