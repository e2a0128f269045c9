// Decides of a name that the reference gives to a zoning and that no code fits: it is a territory,
// which becomes a member, or it is set aside, for a reason.
//
// Payload: the zoning and the name; the decision that the person saw; the decision to make, with a
// territory and an extent, or with a reason. A zoning that is not known yet is made, under the name
// given. Permission: territory.edit_zonings. Errors: unauthenticated; forbidden; not_found (no such
// name on the list); conflict (decided meanwhile, or accepted already: the zoning is then edited);
// invalid (decision; territory: unknown code; zoning_name; reason; or the member is there already).
// Journal: review_zoning_name on the zoning, with the name, the decision, and what it made.
#pragma once

#include "store/database.hpp"
#include "territory/zoning_edit.hpp"
#include "web/principal.hpp"

namespace pacte::territory {

struct ReviewZoningName {
  std::string zoning;
  std::string label;
  std::string seen;         // "", "set_aside": as it stood when the person decided
  std::string decision;     // "accepted", "set_aside"
  std::string territory;    // code, or level and code; of an accepted name
  std::string extent;       // "whole", "part"
  std::string reason;       // of a name set aside; may be given with any
  std::string zoning_name;  // French; of a zoning not known yet
};

struct ReviewedZoningName {
  std::optional<std::int64_t> version;  // made by accepting
};

Result<ReviewedZoningName> review_zoning_name(store::Database& database, Instant now,
                                              web::Principal const& actor,
                                              ReviewZoningName const& input);

}  // namespace pacte::territory
