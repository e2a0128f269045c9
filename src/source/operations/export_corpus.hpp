// Writes the corpus back as JSON Lines: the same bytes as were imported, if nothing changed since.
//
// Payload: the folder to write into, made if missing. Permission: the command line of the
// administrator. Errors: `unavailable` when the folder cannot be written or the database read;
// files are replaced only when all of them are complete.
#pragma once

#include <filesystem>

#include "base/problem.hpp"
#include "source/schema.hpp"
#include "store/database.hpp"

namespace pacte::source {

struct ExportReport {
  std::size_t records = 0;
};

Result<ExportReport> export_corpus(store::Database& database, std::filesystem::path const& folder,
                                   std::vector<RecordKind const*> const& kinds);

}  // namespace pacte::source
