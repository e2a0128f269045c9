// All the SQL of schemes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aid/model.hpp"
#include "store/session.hpp"

namespace pacte::aid {

std::optional<Scheme> scheme(store::Session& session, std::string const& id);
std::optional<SchemeVersion> scheme_version(store::Session& session, std::string const& id,
                                            std::int64_t number);
/// Newest first.
std::vector<SchemeVersion> scheme_versions(store::Session& session, std::string const& id);
/// The one being drafted or proposed, if there is one.
std::optional<SchemeVersion> open_version(store::Session& session, std::string const& id);

/// Adds a version, and its scheme with the first one. False when the number is taken: somebody
/// else was faster.
bool insert_version(store::Session& session, SchemeVersion const& version);
/// Writes a version over the one of revision `version.revision`, whose revision then grows by one;
/// false when it was no longer that one.
bool update_version(store::Session& session, SchemeVersion const& version);

/// A value that the catalogue filters by: ("form", "loan").
using Facet = std::pair<std::string, std::string>;
/// Makes a version the one that the public sees.
void show_version(store::Session& session, SchemeVersion const& version,
                  std::vector<Facet> const& facets);

struct SchemeLine {
  std::string id;
  std::string label;
  std::int64_t number = 0;  // of the version shown, or open
  std::string state;
  std::string changed_at;
  std::string author;
};

struct SchemeQuery {
  std::string after{};  // identifier of the last one seen
  std::size_t most = 50;
  std::string state{};          // of the version shown; empty: any
  std::vector<Facet> facets{};  // all of them
  bool written_only = false;    // only those that no document describes
  bool called_only = false;     // only those that have calls
  /// Only those without a territory of their own, or with one of these ("commune/31555").
  std::optional<std::vector<std::string>> open_to{};
  std::string changed_after{};  // only those whose version shown changed since; ISO
};
/// The schemes that the public sees, by label.
std::vector<SchemeLine> shown_schemes(store::Session& session, SchemeQuery const& query);

/// What the versions that the public sees say, described or published, by identifier.
std::vector<std::pair<std::string, SchemeContent>> shown_contents(store::Session& session);

/// What the public reads of these schemes, by identifier; those it does not see are left out.
std::map<std::string, SchemeContent> shown_contents(store::Session& session,
                                                    std::vector<std::string> const& ids);

/// The versions drafted and proposed, the latest change first.
std::vector<SchemeLine> open_versions(store::Session& session, std::size_t most);

/// Identifiers of the schemes whose shown version is what the documents say.
std::vector<std::string> described_schemes(store::Session& session);

/// Identifiers of the schemes shown that have this value.
std::vector<std::string> schemes_with(store::Session& session, Facet const& facet);
/// Identifiers of the schemes shown without a territory of their own, or with one of these.
std::vector<std::string> schemes_open_to(store::Session& session,
                                         std::vector<std::string> const& places);
/// The values of a facet with their counts, most frequent first.
std::vector<std::pair<std::string, std::int64_t>> facet_values(store::Session& session,
                                                               std::string const& field,
                                                               std::size_t most);

}  // namespace pacte::aid
