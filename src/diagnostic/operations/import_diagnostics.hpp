// Loads the questionnaires of a folder: everything checked first, then in one transaction or not at
// all.
//
// Payload: a folder of JSON files, one for each diagnostic, each named after its key
// (docs/guide/diagnostics.md). Permission: the command line of the administrator. A file that
// changed becomes a new version; the old ones stay, for the assessments made with them. A
// diagnostic whose file is gone is no longer proposed. Import the corpus first: next steps name its
// schemes. Errors: `invalid` with one field error per fault (field "file:line"); `unavailable` when
// the database is locked, full or out of reach. Journal: import_diagnostics on each diagnostic that
// changed, with its version.
#pragma once

#include <filesystem>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "store/database.hpp"

namespace pacte::diagnostic {

struct DiagnosticImport {
  std::vector<std::string> changed;    // keys: new, or a new version
  std::vector<std::string> withdrawn;  // keys
  std::size_t unchanged = 0;
};

Result<DiagnosticImport> import_diagnostics(store::Database& database,
                                            std::filesystem::path const& folder,
                                            std::string const& actor, Instant now);

}  // namespace pacte::diagnostic
