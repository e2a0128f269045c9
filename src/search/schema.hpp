// How a document lies in the index: terms, values, data. Known to this folder only.
//
//   word          a folded word of label, code or body, with its position
//   Zstem         a stem
//   Sword, ZSstem the same, of the label alone; Cword: of the code alone
//   Kkey          the whole code (`code_key`)
//   Lwords        the label's folded words, apart by spaces: labels that begin as typed
//   F<facet>value a value of a facet
//   Qid           the identifier
//
// Words are in lower case, so that no word can be taken for a prefix.
#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "search/index.hpp"
#include "search/words.hpp"

namespace pacte::search {

inline constexpr std::string_view stem_prefix = "Z";
inline constexpr std::string_view label_prefix = "S";
inline constexpr std::string_view label_stem_prefix = "ZS";
inline constexpr std::string_view code_prefix = "C";
inline constexpr std::string_view code_key_prefix = "K";
inline constexpr std::string_view label_start_prefix = "L";
inline constexpr std::string_view facet_prefix = "F";
inline constexpr std::string_view id_prefix = "Q";

inline constexpr Xapian::valueno order_slot = 0;   // the folded label, for sorting
inline constexpr Xapian::valueno facets_slot = 1;  // every facet value, packed

/// A term no longer than Xapian takes; the end of a long one is replaced by its hash.
std::string bounded_term(std::string_view prefix, std::string_view text);

std::string term(std::string_view prefix, std::string_view word);
std::string facet_term(Facet facet, std::string_view value);
Facet facet_of(std::string_view tagged);  // of a packed facet value: its first byte is the facet
std::string id_term(std::string_view id);

/// The folded words of a text, apart by spaces.
std::string joined_words(std::string_view text);

/// A list of texts as one, each after its length.
class Packer {
 public:
  void add(std::string_view text);
  [[nodiscard]] std::string const& packed() const { return packed_; }

 private:
  std::string packed_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed) : rest_{packed} {}
  [[nodiscard]] bool done() const { return rest_.empty(); }
  /// Empty when nothing is left.
  std::string_view next();

 private:
  std::string_view rest_;
};

/// What is kept of a document to show and to replace it.
struct Stored {
  std::string_view id, path, label, code, kind, body;
};

std::string pack(Document const& document);
Stored unpack(std::string_view data);

/// `spellings` hears each word of label and body, as written in lower case and folded.
Xapian::Document to_xapian(
    Document const& document, Stemmer& stemmer,
    std::function<void(std::string_view lower, std::string_view folded)> const& spellings);

}  // namespace pacte::search
