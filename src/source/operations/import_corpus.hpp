// Loads a corpus: everything checked first, then in one transaction or not at all.
//
// Payload: a folder of JSON Lines (data/occitanie/README.md). Permission: the command line of the
// administrator. A record whose text did not change is left as it is; a changed one becomes a new
// version, a missing one is removed; each with a journal entry holding what it was and what it is.
// Errors: `invalid` with one field error per fault (field "file:line"); `unavailable` when the
// database is locked, full or out of reach.
#pragma once

#include "base/problem.hpp"
#include "source/corpus.hpp"
#include "store/database.hpp"

namespace pacte::source {

struct ImportReport {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t removed = 0;
  std::size_t unchanged = 0;
};

using Progress = std::function<void(std::size_t done, std::size_t total)>;

Result<ImportReport> import_corpus(store::Database& database, std::filesystem::path const& folder,
                                   std::vector<RecordKind const*> const& kinds,
                                   std::string const& actor, Instant now,
                                   Progress const& progress = {});

}  // namespace pacte::source
