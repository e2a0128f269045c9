// Text of rules cut into tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule/exact.hpp"
#include "rule/fault.hpp"

namespace pacte::rule {

enum class TokenKind { word, number, text, date, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  Place place;
  std::size_t begin = 0;  // bytes of the source
  std::size_t end = 0;
  std::string text;      // word: folded (no accents, lower case); symbol; text: what is within
  Exact number{};        // number
  std::int64_t day = 0;  // date
  [[nodiscard]] bool is(std::string_view symbol_or_word) const {
    return (kind == TokenKind::symbol || kind == TokenKind::word) && text == symbol_or_word;
  }
};

inline constexpr std::size_t largest_source = 1 << 20;

/// The last token is always `end`. What cannot be read is told in `faults` and left out. `#` begins
/// a comment that ends with its line; a number may have spaces between its thousands.
std::vector<Token> cut(std::string_view source, Faults& faults);

}  // namespace pacte::rule
