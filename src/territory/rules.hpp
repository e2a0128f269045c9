// The reference as read from its files, and what must hold in it before it may be loaded.
#pragma once

#include <map>

#include "territory/former.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

struct ReferenceFault {
  std::string file;
  std::size_t line = 0;  // from 1; 0 for the file as a whole
  std::string message;   // French: what, and how to mend it
};

/// One line of a file: where it stands, and its cells by the name of their column.
struct ReferenceRow {
  std::size_t line = 0;
  std::map<std::string, std::string, std::less<>> cells;

  [[nodiscard]] std::string const& at(std::string_view column) const;
};

struct ReferenceFile {
  std::string_view name;                  // "communes.csv"
  std::vector<std::string_view> columns;  // those needed; others are left aside
  bool optional = false;
};

/// The files of a reference, in the order they are read.
std::vector<ReferenceFile> const& reference_files();

/// A name that a document gives to a zoning, and where.
struct PrintedName {
  std::string zoning;
  std::string label;
  std::string file;                // text file that names it
  std::vector<std::string> lines;  // "107-110", "922-928"
};

/// A member of a zoning as its line gives it.
struct ZoningRow {
  PrintedName printed;
  Level level = Level::commune;
  std::vector<std::string> codes;
  bool whole = false;  // all of these territories; or a neighbourhood, a site, a group in them
  std::string note;
};

/// A name that no code fits.
struct UnmatchedRow {
  PrintedName printed;
  std::string reason;                   // a code: "ambiguous"
  std::vector<std::string> candidates;  // codes of territories, for a person to confirm
};

struct Reference {
  std::vector<Territory> territories;          // from the region down, in the order of the files
  std::map<std::string, std::string> zonings;  // French name of each
  std::vector<ZoningRow> members;
  std::vector<UnmatchedRow> unmatched;
  std::vector<FormerCommune> former;
  std::vector<std::string> notices;    // French: what was mended by itself
  std::vector<ReferenceFault> faults;  // empty: everything holds together
};

/// Reads the typed reference out of the rows of each file, with every fault there is.
Reference read_reference(std::map<std::string_view, std::vector<ReferenceRow>> const& rows);

/// Name as the search compares it: each word folded, after a space; "St" and "Ste" opened.
std::string search_words(std::string_view name);

}  // namespace pacte::territory
