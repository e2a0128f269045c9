// Loads the official territories and the zonings: everything checked first, then in one transaction
// or not at all.
//
// Payload: a folder of CSV files (region, departments, arrondissements, epci, communes, zonings,
// zoning-names; data/territory). Permission: the command line of the administrator. The same files
// again change nothing; otherwise the whole reference is replaced, with one journal entry that
// holds its counts and digest. Import the corpus first: zonings cite its documents. Errors:
// `invalid` with one field error per fault (field "file:line"); `unavailable` when the database is
// locked, full or out of reach.
#pragma once

#include <filesystem>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "store/database.hpp"

namespace pacte::territory {

struct TerritoryImport {
  bool unchanged = false;
  std::size_t departments = 0;
  std::size_t arrondissements = 0;
  std::size_t epci = 0;
  std::size_t communes = 0;
  std::size_t zonings = 0;
  std::size_t zoning_members = 0;  // lines of zonings.csv
  std::size_t uncited = 0;         // passages of zonings that no document of the corpus holds
  std::string digest;              // of all that is loaded
};

Result<TerritoryImport> import_territories(store::Database& database,
                                           std::filesystem::path const& folder,
                                           std::string const& actor, Instant now);

}  // namespace pacte::territory
