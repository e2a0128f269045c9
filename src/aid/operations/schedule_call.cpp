#include "aid/operations/schedule_call.hpp"

#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/permissions.hpp"
#include "aid/store.hpp"
#include "identity/context.hpp"
#include "store/journal.hpp"

namespace pacte::aid {
namespace {

Result<void> open_scheme(store::Session& session, std::string const& id) {
  auto const known = scheme(session, id);
  if (!known) return fail(ProblemKind::not_found, "Ce dispositif n’existe pas.");
  auto const shown = scheme_version(session, id, known->shown);
  if (!shown || shown->state == VersionState::withdrawn) {
    return fail(ProblemKind::conflict,
                "Le public ne lit aucune version en vigueur de ce dispositif : publiez-en une.");
  }
  return {};
}

}  // namespace

Result<Call> schedule_call(store::Database& database, Instant now, web::Principal const& actor,
                           Call const& input) {
  auto const officer = identity::holder_of(publish_schemes, actor);
  if (!officer) return std::unexpected(officer.error());
  if (auto faults = call_faults(input); !faults.empty())
    return fail(ProblemKind::invalid, "Rien n’a été enregistré.", std::move(faults));
  auto writing = database.write();
  store::Journal journal{writing, now};
  if (auto const open = open_scheme(writing, input.scheme); !open)
    return std::unexpected(open.error());
  auto made = input;
  made.changed_at = to_iso(now);
  made.of_documents = false;
  constexpr auto changed = "Cet appel a changé entre-temps : relisez-le, puis recommencez.";
  if (made.number == 0) {
    made.revision = 1;
    if (!insert_call(writing, made)) return fail(ProblemKind::conflict, changed);
  } else {
    if (!call(writing, made.scheme, made.number))
      return fail(ProblemKind::not_found, "Ce dispositif n’a pas cet appel.");
    if (!update_call(writing, made)) return fail(ProblemKind::conflict, changed);
    ++made.revision;
  }
  journal.append({officer->value, "schedule_call", "scheme", made.scheme, to_json(made)});
  writing.commit();
  return made;
}

}  // namespace pacte::aid
