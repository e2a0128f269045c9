// "SRDEII Action 23", "SRESTE Axe 1": what a plan line is called, beside the links that any room
// makes to it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/session.hpp"
#include "web/locale.hpp"

namespace pacte::app {

/// By identifier; records that are no plan lines are left out, and plans without a code.
std::map<std::string, std::string> line_codes(store::Session& session, web::Locale locale,
                                              std::vector<std::string> const& ids);

}  // namespace pacte::app
