// What versions of zonings mean, and what an edit does to them. Pure.
#pragma once

#include <expected>
#include <span>

#include "territory/code_rules.hpp"
#include "territory/justice.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {

/// The version in force on the day, of those of one zoning: the last to begin, and of those that
/// begin on the same day the last one made; nothing once it has ended. The reference's counts only
/// as long as no other has begun. An empty day: the last of all.
ZoningVersion const* in_force(std::span<ZoningVersion const> versions, std::string_view day);

/// Whether a later version stands for this one, on all of its days.
bool superseded(ZoningVersion const& version, std::span<ZoningVersion const> versions);

/// The first day on which the version is no longer in force; empty: none is known.
std::string end_of(ZoningVersion const& version, std::span<ZoningVersion const> versions);

/// What a member is known by, from one version to the next.
std::string identity(Member const& member);

/// Hash of all there is in the members.
std::string digest_of(std::span<Member const> members);

struct MemberChange {
  Member before;
  Member after;
};
struct ZoningDifference {
  std::vector<Member> added;
  std::vector<Member> removed;
  std::vector<MemberChange> changed;  // same member: other territories, extent, contour or note
  [[nodiscard]] bool none() const { return added.empty() && removed.empty() && changed.empty(); }
};
ZoningDifference difference(std::span<Member const> before, std::span<Member const> after);

/// What the reference now says, with what editors had changed in what it said before: `edited`
/// against `before`.
std::vector<Member> with_edits(std::span<Member const> before, std::span<Member const> now,
                               std::span<Member const> edited);

/// A territory of a member, and whether all of it is sure to be in the zoning.
struct CoveredPlace {
  Key key;
  bool whole = false;
};
std::vector<CoveredPlace> covered_places(std::span<Member const> members);

/// How many people live there: those of communes wholly in it, and those of communes that it
/// touches.
Bounds<std::int64_t> population_in(std::span<CoveredPlace const> places,
                                   std::span<Territory const> communes);

/// A member as an editor writes it on a line: "31555", "31555 ; Bellefontaine ; partie". Without a
/// label, the name of its territory; without an extent, all of it. The error is a French sentence.
std::expected<Member, std::string> parse_member(std::string_view line, CodeReader const& codes);

}  // namespace pacte::territory
