#include "aid/describing.hpp"

#include <algorithm>

#include "aid/content_json.hpp"
#include "aid/facets.hpp"
#include "aid/rules.hpp"

namespace pacte::aid {

bool taken_over(std::vector<SchemeVersion> const& versions) {
  return std::ranges::any_of(versions, [](auto const& version) {
    using enum VersionState;
    return version.state == draft || version.state == proposed || version.state == published;
  });
}

Describing::Describing(store::Session& session, std::string actor, std::string operation,
                       Instant now)
    : session_{session},
      journal_{session, now},
      actor_{std::move(actor)},
      operation_{std::move(operation)},
      now_{to_iso(now)} {}

void Describing::describe(std::string const& id, std::vector<SchemeVersion> const& versions,
                          SchemeContent content, std::string author) {
  for (auto const& version : versions) {
    if (version.state == VersionState::described) end(version, VersionState::superseded, "");
  }
  SchemeVersion const made{.scheme = id,
                           .number = versions.empty() ? 1 : versions.front().number + 1,
                           .state = VersionState::described,
                           .content = std::move(content),
                           .author = std::move(author),
                           .created_at = now_,
                           .changed_at = now_};
  insert_version(session_, made);
  show_version(session_, made, facets_of(session_, made.content));
  note_version(made);
}

bool Describing::withdraw(std::string const& id, std::string const& reason) {
  auto const versions = scheme_versions(session_, id);
  auto const found = std::ranges::find(versions, VersionState::described, &SchemeVersion::state);
  if (found == versions.end()) return false;
  auto const ended = end(*found, VersionState::withdrawn, reason);
  show_version(session_, ended, {});
  note_version(ended);
  return true;
}

SchemeVersion Describing::end(SchemeVersion version, VersionState state, std::string reason) {
  version.state = state;
  version.reason = std::move(reason);
  version.changed_at = now_;
  version.ended_at = now_;
  update_version(session_, version);
  return version;
}

void Describing::note(std::string const& id, Json payload, char const* kind) {
  journal_.append({actor_, operation_, kind, id, std::move(payload)});
}

void Describing::note_version(SchemeVersion const& version) {
  note(version.scheme, {{"version", version.number},
                        {"state", state_name(version.state)},
                        {"content", to_json(version.content)}});
}

}  // namespace pacte::aid
