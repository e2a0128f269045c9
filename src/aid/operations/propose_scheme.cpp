#include "aid/operations/propose_scheme.hpp"

#include "aid/content_json.hpp"
#include "identity/context.hpp"

namespace pacte::aid {

Result<SchemeVersion> propose_scheme(store::Database& database, Instant now,
                                     web::Principal const& actor, VersionRef const& input) {
  auto const officer = identity::holder_of(edit_schemes, actor);
  if (!officer) return std::unexpected(officer.error());
  auto writing = database.write();
  store::Journal journal{writing, now};
  auto version = version_as_read(writing, input);
  if (!version) return version;
  auto const state = moved(version->state, Move::propose);
  if (!state) return std::unexpected(state.error());
  if (auto missing = publication_gaps(writing, version->scheme, version->content, now);
      !missing.empty()) {
    return fail(ProblemKind::invalid, "Cette version ne peut pas encore être publiée.",
                std::move(missing));
  }
  version->state = *state;
  version->proposed_at = to_iso(now);
  version->writers.insert(officer->value);
  if (auto const written = write_move(writing, *version, now); !written)
    return std::unexpected(written.error());
  journal.append({officer->value,
                  "propose_scheme",
                  "scheme",
                  version->scheme,
                  {{"version", version->number}, {"content", to_json(version->content)}}});
  writing.commit();
  return version;
}

}  // namespace pacte::aid
