#include "aid/operations/publish_scheme.hpp"

#include "aid/content_json.hpp"
#include "aid/facets.hpp"
#include "identity/context.hpp"

namespace pacte::aid {
namespace {

// The version that the public saw gives way. Gives its number, 0 when there was none.
std::int64_t supersede_shown(store::Session& session, std::string const& id, Instant now) {
  auto const known = scheme(session, id);
  if (!known || known->shown == 0) return 0;
  auto former = scheme_version(session, id, known->shown);
  using enum VersionState;
  if (former && (former->state == published || former->state == described)) {
    former->state = superseded;
    former->ended_at = to_iso(now);
    former->changed_at = former->ended_at;
    update_version(session, *former);
  }
  return known->shown;
}

}  // namespace

Result<SchemeVersion> publish_scheme(store::Database& database, Instant now,
                                     web::Principal const& actor, VersionRef const& input) {
  auto const officer = identity::holder_of(publish_schemes, actor);
  if (!officer) return std::unexpected(officer.error());
  auto writing = database.write();
  store::Journal journal{writing, now};
  auto version = version_as_read(writing, input);
  if (!version) return version;
  auto const state = moved(version->state, Move::publish);
  if (!state) return std::unexpected(state.error());
  if (auto const another = second_person(*version, officer->value); !another)
    return std::unexpected(another.error());
  if (auto missing = publication_gaps(writing, version->scheme, version->content, now);
      !missing.empty()) {
    return fail(ProblemKind::invalid, "Cette version ne peut pas encore être publiée.",
                std::move(missing));
  }
  auto const replaced = supersede_shown(writing, version->scheme, now);
  version->state = *state;
  version->second = officer->value;
  version->published_at = to_iso(now);
  if (auto const written = write_move(writing, *version, now); !written)
    return std::unexpected(written.error());
  show_version(writing, *version, facets_of(writing, version->content));
  journal.append({officer->value,
                  "publish_scheme",
                  "scheme",
                  version->scheme,
                  {{"version", version->number},
                   {"replaces", replaced},
                   {"content", to_json(version->content)}}});
  writing.commit();
  return version;
}

}  // namespace pacte::aid
