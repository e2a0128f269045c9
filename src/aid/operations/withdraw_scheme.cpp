#include "aid/operations/withdraw_scheme.hpp"

#include "base/text.hpp"
#include "identity/context.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t shortest_reason = 3;
constexpr std::size_t longest_reason = 1'000;

}  // namespace

Result<SchemeVersion> withdraw_scheme(store::Database& database, Instant now,
                                      web::Principal const& actor, WithdrawScheme const& input) {
  auto const& either = actor.may(publish_schemes) ? publish_schemes : edit_schemes;
  auto const officer = identity::holder_of(either, actor);
  if (!officer) return std::unexpected(officer.error());
  auto writing = database.write();
  store::Journal journal{writing, now};
  auto version = version_as_read(writing, input.version);
  if (!version) return version;
  bool const was_published = version->state == VersionState::published;
  auto const right = identity::holder_of(was_published ? publish_schemes : edit_schemes, actor);
  if (!right) return std::unexpected(right.error());
  auto const state = moved(version->state, Move::withdraw);
  if (!state) return std::unexpected(state.error());
  std::string reason{trim(input.reason)};
  if (length(reason) < shortest_reason || length(reason) > longest_reason) {
    return fail(ProblemKind::invalid, "Rien n’a été retiré.",
                {{"reason", "Dites pourquoi, en 3 à 1 000 caractères."}});
  }
  version->state = *state;
  version->reason = std::move(reason);
  version->ended_at = to_iso(now);
  if (auto const written = write_move(writing, *version, now); !written)
    return std::unexpected(written.error());
  if (was_published) show_version(writing, *version, {});
  journal.append({officer->value,
                  "withdraw_scheme",
                  "scheme",
                  version->scheme,
                  {{"version", version->number}, {"reason", version->reason}}});
  writing.commit();
  return version;
}

}  // namespace pacte::aid
