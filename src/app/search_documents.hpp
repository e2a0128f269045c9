// What the full-text index holds of each record.
#pragma once

#include "search/index.hpp"
#include "store/database.hpp"

namespace pacte::app {

/// Rebuilds the index from the database; gives the number of documents.
std::size_t rebuild_search(store::Database& database, search::Index& index);

}  // namespace pacte::app
