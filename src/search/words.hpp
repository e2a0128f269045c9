// French text cut into words as the index knows them, and their stems.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace pacte::search {

struct Word {
  std::string folded;     // lower case without accents, at most `longest_word` bytes
  std::size_t begin = 0;  // bytes in the text
  std::size_t end = 0;
};

inline constexpr std::size_t longest_word = 64;

/// Letters and digits together make a word; elided articles and pronouns (l’, d’, qu’…) are left
/// out. Broken UTF-8 separates words.
std::vector<Word> words(std::string_view text);

/// For ICU's macros, which read unsigned bytes.
inline auto utf8_bytes(std::string_view text) {
  using Byte = std::uint8_t;
  return reinterpret_cast<Byte const*>(text.data());
}

/// The lower-case spelling with its accents, composed: what the stemmer and people read.
std::string lower(std::string_view word);

/// Articles, prepositions and the like: not required of a document, and never suggested.
bool is_stop_word(std::string_view folded);

/// Whether a letter of the word is a digit: such a word is neither stemmed nor spelt again.
bool has_digit(std::string_view folded);

/// The form under which a code is compared: "Action 29" is "action-29"; "P07", "P7" and "p 7" are
/// all "p-7".
std::string code_key(std::string_view code);

/// French stems, folded after stemming: the algorithm needs accents, the reader may omit them.
/// Not to be shared between threads.
class Stemmer {
 public:
  /// The stem of the word as written (`lower`), that of its folded form, and those of a singular
  /// that the algorithm does not see (« vélos »); each once.
  std::vector<std::string> stems(std::string_view lower, std::string_view folded);

 private:
  std::string stem(std::string const& word);
  Xapian::Stem french_{"fr"};
};

}  // namespace pacte::search
