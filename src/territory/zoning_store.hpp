// All the SQL of zonings: versions, members, names to review.
#pragma once

#include <map>
#include <vector>

#include "store/session.hpp"
#include "territory/justice_report.hpp"
#include "territory/store.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {

std::optional<Zoning> zoning(store::Session& session, std::string const& key);
/// In the order of keys, after the one given.
std::vector<Zoning> list_zonings(store::Session& session, std::string const& after,
                                 std::size_t most);

/// In the order of their numbers.
std::vector<ZoningVersion> zoning_versions(store::Session& session, std::string const& zoning);
/// Of all zonings.
std::map<std::string, std::vector<ZoningVersion>> zoning_versions(store::Session& session);

std::vector<Member> zoning_members(store::Session& session, std::string const& zoning,
                                   std::int64_t version);

/// How many members each version of each zoning has.
std::map<std::pair<std::string, std::int64_t>, std::int64_t> count_members(store::Session& session);

/// Makes the zoning known, or renames it.
void put_zoning(store::Session& session, Zoning const& zoning);
/// Adds a version; there must be none of that number.
void put_version(store::Session& session, std::string const& zoning, ZoningVersion const& version,
                 std::span<Member const> members);
/// For what the reference gives: version 0.
void drop_version(store::Session& session, std::string const& zoning, std::int64_t version);
void drop_zoning(store::Session& session, std::string const& zoning);

/// Where names are printed, in the place of all that was known.
void replace_quotes(store::Session& session, ZoningQuotes const& quotes);
/// Of each name of a zoning that the corpus holds, where it is printed.
std::map<std::string, std::vector<source::Citation>> zoning_citations(store::Session& session,
                                                                      std::string const& zoning);

/// A member whose contour may hold a point: its own box does.
struct DrawnMember {
  std::string zoning;
  std::string zoning_name;
  Member member;
  std::vector<source::Citation> sources;
};
std::vector<DrawnMember> members_drawn_around(store::Session& session, Vertex point,
                                              std::string_view day);

/// Every territory of the zonings in force on the day (empty: of their last versions), by zoning.
std::vector<ZoningExtent> zoning_extents(store::Session& session, std::string_view day = {});

/// A name of the reference that no code fits.
struct UnmatchedName {
  std::string zoning;
  std::string label;
  std::string reason;                   // a code: "ambiguous"
  std::vector<std::string> candidates;  // codes that the reference suggests
};
struct NameDecision {
  std::string decision;  // "accepted", "set_aside"
  std::string reason;
  std::string territory;  // "commune:31042"; of an accepted one
  std::string decided_at;
};
struct ReviewedName {
  UnmatchedName name;
  std::optional<NameDecision> decision;
};
void replace_unmatched(store::Session& session, std::vector<UnmatchedName> const& names);
std::optional<ReviewedName> unmatched(store::Session& session, std::string const& zoning,
                                      std::string const& label);
/// A page of the list: by zoning and name, after the pair given; `decision` empty: all, "none":
/// those still open.
std::vector<ReviewedName> list_unmatched(store::Session& session, std::string const& decision,
                                         std::pair<std::string, std::string> const& after,
                                         std::size_t most);
/// How many of each decision; "" for those still open.
std::map<std::string, std::int64_t> count_unmatched(store::Session& session);
void put_decision(store::Session& session, std::string const& zoning, std::string const& label,
                  NameDecision const& decision);

}  // namespace pacte::territory
