#include "identity/operations/revoke_session.hpp"

#include "base/text.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {

Result<std::int64_t> revoke_session(Context const& context, web::Principal const& actor,
                                    RevokeSession const& input) {
  auto const person = signed_in(actor);
  if (!person) return std::unexpected(person.error());
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const closed = input.session ? delete_session(writing, *person, *input.session)
                                    : delete_sessions(writing, *person, sha256_hex(input.token));
  if (input.session && closed == 0) {
    return fail(ProblemKind::not_found, "Cette session n’est pas ouverte.");
  }
  journal.append({person->value, "revoke_session", "person", person->value, {{"closed", closed}}});
  writing.commit();
  return closed;
}

}  // namespace pacte::identity
