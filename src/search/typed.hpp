// What a person typed in the search field, read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "search/words.hpp"

namespace pacte::search {

inline constexpr std::size_t longest_query = 500;  // characters
inline constexpr std::size_t most_words = 32;      // those after are left out

struct Typed {
  struct Part {
    std::vector<Word> words;  // one, or those of a phrase
    bool phrase = false;
  };

  std::string text;         // without control characters; the words' bytes are counted in it
  std::vector<Part> parts;  // stop words outside phrases left out, unless there is nothing else
  bool unfinished = false;  // the last part is a word still being typed

  [[nodiscard]] bool empty() const { return parts.empty(); }
};

/// Quotation marks of any kind hold a phrase; every other sign is only a sign. The error is for a
/// text that is not UTF-8 or too long.
Result<Typed> read_typed(std::string_view text);

}  // namespace pacte::search
