// From what was typed to what Xapian looks for.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <xapian.h>

#include "search/index.hpp"
#include "search/typed.hpp"

namespace pacte::search {

using Filters = std::map<Facet, std::vector<std::string>>;

/// The forms under which what was typed is recognised in a text, for showing where it stands.
struct Sought {
  std::set<std::string, std::less<>> words;  // folded
  std::set<std::string, std::less<>> stems;
  std::string prefix;  // the unfinished word, or empty
};

enum class Join { all, any };

/// Builds the queries of one search on one open index.
class Matcher {
 public:
  Matcher(Xapian::Database const& database, Stemmer& stemmer)
      : database_{database}, stemmer_{stemmer} {}

  /// Each word in any of its forms, the label weighing most; a code typed exactly comes before all.
  Xapian::Query query(Typed const& typed, Join join);
  Sought sought(Typed const& typed);
  /// What was typed, the words that stand nowhere replaced by the closest that do; or empty.
  std::string respelt(Typed const& typed);

 private:
  Xapian::Query word(Typed const& typed, Word const& word, bool unfinished);
  std::vector<std::string> stems(std::string_view text, Word const& word);
  bool is_written(Word const& word, bool unfinished);

  Xapian::Database const& database_;
  Stemmer& stemmer_;
};

/// Any of the values of a facet, all of the facets; `except` is left out. Empty without any filter.
Xapian::Query filter_query(Filters const& filters, std::optional<Facet> except = std::nullopt);

}  // namespace pacte::search
