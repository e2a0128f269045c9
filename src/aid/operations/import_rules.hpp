// Loads the rules of a folder: everything checked first, then in one transaction or not at all.
//
// Payload: a folder with the vocabulary `faits.regle` and a `*.regle` for each scheme
// (docs/rules/README.md). Permission: the command line of the administrator. A scheme whose `fiche`
// is a record of the catalogue gets the text in a new described version; one without `fiche`
// becomes a described scheme of its own, named "region/" and its name, with its title. A scheme
// that officers write or published is left alone. A text that is gone from the folder is gone from
// the described version too. Import the corpus first. Errors: `invalid` with one field error per
// fault (field "file:line:column"): a file that does not compile or a test case that fails, a
// record or a document that is not there, two files for one scheme, rules that officers published
// and that the new vocabulary would break; `unavailable` when the database is locked, full or out
// of reach. Journal: import_rules on each scheme that changed, and on the vocabulary.
#pragma once

#include <filesystem>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "store/database.hpp"

namespace pacte::aid {

struct RulesImport {
  bool vocabulary_changed = false;
  // Identifiers of schemes:
  std::vector<std::string> changed;     // a new text
  std::vector<std::string> removed;     // no longer any
  std::vector<std::string> left_alone;  // written by officers
  std::size_t unchanged = 0;
};

Result<RulesImport> import_rules(store::Database& database, std::filesystem::path const& folder,
                                 std::string const& actor, Instant now);

}  // namespace pacte::aid
