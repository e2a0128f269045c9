// What the full-text index holds of each record.
#pragma once

#include <mutex>
#include <stop_token>

#include "search/index.hpp"
#include "store/database.hpp"

namespace pacte::app {

/// Rebuilds the index from the database; gives the number of documents.
std::size_t rebuild_search(store::Database& database, search::Index& index);

/// Keeps the index of this process the image of the database, whoever changes it: a command, this
/// server, or another on the same database. Safe from several threads.
class SearchKeeper {
 public:
  SearchKeeper(store::Database& database, search::Index& index)
      : database_{database}, index_{index} {}

  /// Rebuilds the index if it was made from other data than those of now; says whether it did.
  bool refresh();

  /// `refresh` at once, then from time to time, until stopped.
  void run(std::stop_token const& stop);

 private:
  store::Database& database_;
  search::Index& index_;
  std::mutex mutex_;
};

}  // namespace pacte::app
