// Loads a version of a zoning from files: tables of codes, contours, or both.
//
// Payload: files (zoning_file.hpp says what they may hold), the zoning's key and its name (needed
// when it is new), the days of the version, its source and definition. The same first day as a
// version there is corrects it. Permission: the command line of the administrator. Everything is
// checked first, then written in one transaction or not at all; files that say what the version of
// that day says already change nothing. Journal: import_zoning on the zoning, with the version, its
// days, and what changes. Errors: `invalid` with one field error per fault (field "file:line", or
// "file (objet 3)"; zoning, name, from, until); `conflict` when no reference is loaded;
// `unavailable` when the database or GDAL is out of reach.
#pragma once

#include <filesystem>

#include "store/database.hpp"
#include "territory/zoning_edit.hpp"

namespace pacte::territory {

struct ImportZoning {
  std::vector<std::filesystem::path> files;
  std::string zoning;
  std::string name{};
  std::string from{};
  std::string until{};
  std::string source{};  // as `read_source` takes it
  std::string definition{};
};

struct ZoningImport {
  bool unchanged = false;
  Zoning zoning;
  ZoningVersion version;
  std::size_t members = 0;
  std::size_t drawn = 0;                // of them, with a contour
  std::optional<ZoningVersion> before;  // the version it is set against
  ZoningDifference difference;
  std::vector<std::string> notices;  // French sentences
};

Result<ZoningImport> import_zoning(store::Database& database, ImportZoning const& input,
                                   std::string const& actor, Instant now);

}  // namespace pacte::territory
