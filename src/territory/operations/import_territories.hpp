// Loads the official territories and the zonings: everything checked first, then in one transaction
// or not at all.
//
// Payload: a folder of CSV files (region, departments, arrondissements, epci, communes, zonings,
// zoning-names, and, if they are there, zonings-unmatched and former-communes; data/territory), and
// files of contours.
// Without these, contours loaded before are kept while there is one for each commune; otherwise
// they are made up around the points of the communes, and said to be approximate. Permission: the
// command line of the administrator. The same files again change nothing; otherwise the whole
// reference is replaced, with one journal entry that holds its counts, changes and digest. Versions
// of zonings made by editors or loaded from files stay (zoning_refresh.hpp). Import the corpus
// first: zonings cite its documents. Errors: `invalid` with one field error per fault
// (field "file:line", or "file (objet 3)" in contours); `unavailable` when the database is locked,
// full or out of reach, or when contours are given and GDAL is not installed.
#pragma once

#include <filesystem>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "store/database.hpp"
#include "territory/changes.hpp"

namespace pacte::territory {

struct TerritoryImport {
  bool unchanged = false;
  bool first = false;  // nothing was loaded before
  std::size_t departments = 0;
  std::size_t arrondissements = 0;
  std::size_t epci = 0;
  std::size_t communes = 0;
  std::size_t zonings = 0;
  std::size_t zoning_members = 0;   // lines of zonings.csv
  std::size_t unmatched_names = 0;  // of zonings, for a person to decide
  std::size_t uncited = 0;          // passages of zonings that no document of the corpus holds
  std::size_t former_communes = 0;
  bool approximate = true;           // contours of communes are made up
  ReferenceChanges changes;          // against what was loaded; none when nothing changed
  std::vector<std::string> notices;  // French sentences: what was mended, what to look at
  std::string digest;                // of all that is loaded
};

Result<TerritoryImport> import_territories(
    store::Database& database, std::filesystem::path const& folder, std::string const& actor,
    Instant now, std::vector<std::filesystem::path> const& contour_files = {});

}  // namespace pacte::territory
