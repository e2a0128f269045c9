// What loading the reference again does to zonings: its own versions follow it, what editors and
// files have made stays.
#pragma once

#include "base/date.hpp"
#include "territory/store.hpp"

namespace pacte::territory {

/// The reference's version of a zoning (number 0) is replaced. Where editors had corrected it, what
/// they added, removed or changed is done again on what it now says, as a new version; their other
/// versions, and those of files, stay as they are. A zoning that the reference no longer names
/// goes, unless it has such versions. The reference's version begins with the earliest of the
/// documents that name its members, when all of them are dated.
///
/// Gives what a person should look at, in French sentences.
std::vector<std::string> refresh_zonings(store::Session& session, Reference const& reference,
                                         ZoningQuotes const& quotes, Instant now);

}  // namespace pacte::territory
