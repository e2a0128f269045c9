#include "identity/operations/sign_out.hpp"

#include "base/text.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {

Result<PersonId> sign_out(Context const& context, SignOut const& input) {
  auto const closed = [] {
    return fail(ProblemKind::unauthenticated, "Cette session est déjà fermée.");
  };
  if (!is_session_token(input.token)) return closed();
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const open = session_by_token(writing, sha256_hex(input.token));
  if (!open) return closed();
  delete_session(writing, open->person, open->id);
  journal.append({open->person.value, "sign_out", "person", open->person.value, Json::object()});
  writing.commit();
  return open->person;
}

}  // namespace pacte::identity
