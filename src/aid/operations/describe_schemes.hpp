// Makes a scheme of each instrument of the corpus: what the documents say of it, and nothing else.
//
// Payload: none; to be run after the import of a corpus. Permission: the command line of the
// administrator. A new instrument makes a scheme whose first version is described; a changed one a
// new described version, and one that is gone withdraws it, unless officers took the scheme over.
// A call whose record prints its whole closing day, or its tracks, makes a call too, once. Running
// it again changes nothing. Errors: unavailable. Journal: describe_schemes on the scheme, for each
// version made or withdrawn.
#pragma once

#include "base/date.hpp"
#include "base/problem.hpp"
#include "store/database.hpp"

namespace pacte::aid {

struct DescribedSchemes {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t withdrawn = 0;
  std::size_t calls = 0;       // read in the documents, each once
  std::size_t taken_over = 0;  // changed in the documents, kept as officers wrote them
};

Result<DescribedSchemes> describe_schemes(store::Database& database, std::string const& actor,
                                          Instant now);

}  // namespace pacte::aid
