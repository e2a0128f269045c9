// Makes a version of a zoning by hand: members taken off and added to one of its versions.
//
// Payload: the zoning, the version started from, the revision of its versions then; the days of the
// new one (the same first day corrects the version, another one follows it), what defines it, its
// source, why; the positions of the members taken off, and a line for each one added
// (parse_member). Permission: territory.edit_zonings. Errors: unauthenticated; forbidden; not_found
// (no such zoning or version); conflict (another version was made meanwhile); invalid (from, until,
// added: one per line at fault; or nothing changes, or no member is left). Journal: edit_zoning on
// the zoning, with the version, its days, the reason, and what changes.
#pragma once

#include "store/database.hpp"
#include "territory/zoning_edit.hpp"
#include "web/principal.hpp"

namespace pacte::territory {

struct EditZoning {
  std::string zoning;
  std::string revision;   // of the versions, when the edit was begun
  std::int64_t base = 0;  // number of the version started from
  std::string from;
  std::string until;
  std::string definition;
  std::string source;  // as `read_source` takes it
  std::string reason;
  std::set<std::int64_t> removed;  // positions in the version started from
  std::string added;               // lines
};

struct PlannedZoning {
  ZoningVersion version;
  std::vector<Member> members;
  ZoningDifference difference;  // against the version started from
};

/// What the edit would make; nothing is written.
Result<PlannedZoning> preview_zoning(store::Database& database, web::Principal const& actor,
                                     EditZoning const& input);

Result<PlannedZoning> edit_zoning(store::Database& database, Instant now,
                                  web::Principal const& actor, EditZoning const& input);

}  // namespace pacte::territory
