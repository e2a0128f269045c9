// The search of the catalogue of schemes, over what changed lately: no index is needed.
#pragma once

#include "aid/store.hpp"
#include "web/request.hpp"

namespace pacte::aid {

/// The schemes that the public sees whose version shown changed after `since` and that the
/// parameters of the catalogue's page find, by label. All the words must be there.
std::vector<SchemeLine> changed_schemes(store::Session& session, web::Parameters const& parameters,
                                        Instant since);

/// Those that have calls, among all.
std::vector<SchemeLine> called_schemes(store::Session& session, web::Parameters const& parameters);

/// Those that no document describes, among all.
std::vector<SchemeLine> written_schemes(store::Session& session, web::Parameters const& parameters);

}  // namespace pacte::aid
