// How the words of the corpus are written, so that a search without accents finds its stems and a
// spelling suggestion shows its accents.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace pacte::search {

/// Counts spellings while documents come and go, then writes them at once.
class Vocabulary {
 public:
  void count(std::string_view lower, std::string_view folded, std::int64_t times);
  /// Adds what was counted to the spellings and to the spelling dictionary of the index.
  void write(Xapian::WritableDatabase& database) const;

 private:
  std::unordered_map<std::string, std::map<std::string, std::int64_t, std::less<>>> words_;
};

/// The spellings of a folded word in the corpus, most frequent first.
std::vector<std::string> spellings(Xapian::Database const& database, std::string_view folded);

/// The word that was meant, with its accents, when the corpus has one close to it; or empty.
std::string closest_spelling(Xapian::Database const& database, std::string_view folded);

}  // namespace pacte::search
