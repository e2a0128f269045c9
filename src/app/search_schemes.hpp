// Schemes that the Region publishes, and those whose rules alone are known, as documents of the
// search index. They take the place of what the corpus says of the same scheme.
#pragma once

#include <vector>

#include "search/index.hpp"
#include "store/session.hpp"

namespace pacte::app {

std::vector<search::Document> scheme_documents(store::Session& session);

}  // namespace pacte::app
