// The SQL of what is counted by territory.
#pragma once

#include <map>
#include <string>

#include "store/session.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

/// In how many lists of the corpus (named territories) each member is printed, as it is written
/// there without what stands in brackets.
std::map<std::string, std::int64_t> printed_members(store::Session& session);

}  // namespace pacte::territory
