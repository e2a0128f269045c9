// A corpus as files: JSON Lines, one file per kind, read and checked whole before anything is
// loaded.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "source/schema.hpp"

namespace pacte::source {

struct Fault {
  std::string file;
  std::size_t line = 0;  // from 1; 0 for the file as a whole
  std::string message;   // French: what, and how to mend it
};

/// "plans.jsonl:12: le champ …"
std::string to_text(Fault const& fault);

struct CorpusRecord {
  RecordKind const* kind = nullptr;
  std::size_t line = 0;
  Json value;
};

struct Corpus {
  std::vector<CorpusRecord> records;  // documents first, then as the kinds are listed
  std::vector<Fault> faults;          // empty: everything holds together
};

struct CorpusLimits {
  std::size_t max_line = 256 * 1024;  // bytes
  std::size_t max_file = 64 * 1024 * 1024;
  std::size_t max_faults = 500;
};

/// Reads one file's text.
void read_lines(std::string_view text, RecordKind const& kind, Corpus& corpus,
                CorpusLimits const& limits = {});

/// Checks what no single record can tell: identifiers used twice, references to nothing or to the
/// wrong kind, unknown documents, lines outside their document, parents in another plan, cycles.
void check_whole(Corpus& corpus, CorpusLimits const& limits = {});

/// Reads and checks the files of all kinds in `folder`.
Corpus read_corpus(std::filesystem::path const& folder, std::vector<RecordKind const*> const& kinds,
                   CorpusLimits const& limits = {});

}  // namespace pacte::source
