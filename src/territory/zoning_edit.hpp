// What the operations on zonings share: the state they start from, and the next version.
#pragma once

#include "base/problem.hpp"
#include "territory/zoning_rules.hpp"
#include "territory/zoning_store.hpp"
#include "web/principal.hpp"

namespace pacte::territory {

/// Who may make versions of zonings and decide of names.
inline web::Permission const edit_zonings = "territory.edit_zonings";

/// Changes with anything that changes in the versions of a zoning: what an edit was prepared on.
std::string revision_of(std::span<ZoningVersion const> versions);

/// The number of the next version made here; 0 is the reference's.
std::int64_t next_number(std::span<ZoningVersion const> versions);

/// "qpv-2024/feuille-de-route#12-48" where the corpus has that document; "Décret… https://…"
/// otherwise.
ZoningSource read_source(store::Session& session, std::string_view text);
/// As `read_source` takes it.
std::string to_text(ZoningSource const& source);

/// The faults there are in the days of a version, for the fields "from" and "until".
std::vector<FieldError> day_faults(std::string const& from, std::string const& until);

/// For the journal: names and territories, without contours.
Json members_json(std::span<Member const> members);
Json difference_json(ZoningDifference const& difference);

}  // namespace pacte::territory
