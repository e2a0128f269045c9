#include "identity/operations/revoke_session.hpp"

#include "base/text.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {

Result<std::int64_t> revoke_session(const Context& context, const web::Principal& actor,
                                    const RevokeSession& input) {
  const auto person = signed_in(actor);
  if (!person) return std::unexpected(person.error());
  const auto now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  const auto closed = input.session ? delete_session(writing, *person, *input.session)
                                    : delete_sessions(writing, *person, sha256_hex(input.token));
  if (input.session && closed == 0) {
    return fail(ProblemKind::not_found, "Cette session n’est pas ouverte.");
  }
  journal.append({person->value, "revoke_session", "person", person->value, {{"closed", closed}}});
  writing.commit();
  return closed;
}

}  // namespace pacte::identity
