// Words asked for, held against a text without an index: what saved searches need when something is
// published, before any index knows it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "search/words.hpp"

namespace pacte::search {

/// Not to be shared between threads.
class WordFilter {
 public:
  /// Articles and the like are left out, unless there is nothing else.
  explicit WordFilter(std::string_view asked);

  /// Whether the text has all the words, by their stems. Without words, every text passes.
  bool accepts(std::string_view text);

 private:
  std::set<std::string> stems_of(std::string_view text, Word const& word);

  Stemmer stemmer_;
  std::vector<std::set<std::string>> asked_;  // of each word, its stems
};

}  // namespace pacte::search
