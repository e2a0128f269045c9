#include "aid/operations/save_scheme.hpp"

#include "aid/differences.hpp"
#include "identity/context.hpp"

namespace pacte::aid {

Result<SchemeVersion> save_scheme(store::Database& database, Instant now,
                                  web::Principal const& actor, SaveScheme const& input) {
  auto const officer = identity::holder_of(edit_schemes, actor);
  if (!officer) return std::unexpected(officer.error());
  auto writing = database.write();
  store::Journal journal{writing, now};
  auto version = version_as_read(writing, input.version);
  if (!version) return version;
  auto const state = moved(version->state, Move::edit);
  if (!state) return std::unexpected(state.error());
  auto faults = content_faults(input.content);
  std::ranges::move(reference_faults(writing, input.content), std::back_inserter(faults));
  if (!faults.empty())
    return fail(ProblemKind::invalid, "Rien n’a été enregistré.", std::move(faults));
  auto const changes = differences(version->content, input.content);
  if (changes.empty() && *state == version->state) return version;
  version->content = input.content;
  version->state = *state;
  version->proposed_at.clear();
  version->writers.insert(officer->value);
  if (auto const written = write_move(writing, *version, now); !written)
    return std::unexpected(written.error());
  journal.append({officer->value,
                  "save_scheme",
                  "scheme",
                  version->scheme,
                  {{"version", version->number}, {"changes", to_json(changes)}}});
  writing.commit();
  return version;
}

}  // namespace pacte::aid
