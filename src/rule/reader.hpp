// What the parts of the parser share: a position among the tokens, and words in both languages.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/lexer.hpp"
#include "rule/syntax.hpp"

namespace pacte::rule {

/// Thrown at the first thing that cannot be read in a declaration; never leaves the parser.
struct Unreadable {};

class Reader {
 public:
  Reader(std::vector<Token> tokens, Faults& faults) : tokens_{std::move(tokens)}, faults_{faults} {}

  [[nodiscard]] Token const& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  Token const& take() {
    auto const& token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  [[nodiscard]] std::size_t before() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end; }
  [[nodiscard]] bool at_end() const { return peek().kind == TokenKind::end; }

  /// Is one of these phrases next? Words of a phrase are parted by single spaces, and folded.
  [[nodiscard]] bool sees(std::initializer_list<std::string_view> phrases) const;
  /// Takes it.
  bool accept(std::initializer_list<std::string_view> phrases);
  /// Takes it, or says what was expected and stops.
  void expect(std::initializer_list<std::string_view> phrases, std::string_view shown);

  std::string text(std::string_view shown);
  std::string name(std::string_view shown);
  /// A name, even one of the language's own words: a field within an item.
  std::string word(std::string_view shown);
  int whole(std::string_view shown);

  [[noreturn]] void fail(std::string message, std::string mend = {});
  [[noreturn]] void unexpected(std::string_view expected, std::string mend = {});
  /// The same where a declaration was expected, with the word that was perhaps meant.
  [[noreturn]] void no_declaration(std::string_view expected);
  void fault(Place place, std::string message, std::string mend = {});

  /// A word that begins a declaration or one of its attributes, and is no name.
  [[nodiscard]] bool sees_reserved(std::size_t ahead = 0) const;
  [[nodiscard]] bool sees_declaration(std::size_t ahead = 0) const;
  [[nodiscard]] std::size_t position() const { return at_; }
  /// After a fault in the declaration that began at `from`: always goes further than it.
  void skip_to_declaration(std::size_t from);

 private:
  [[nodiscard]] std::size_t length_of(std::string_view phrase) const;

  std::vector<Token> tokens_;
  Faults& faults_;
  std::size_t at_ = 0;
};

Expression read_expression(Reader& reader);
/// A number with its unit, a truth, a date, a text or a name of a choice, with a sign.
Expression read_constant(Reader& reader);

Bilingual read_bilingual(Reader& in);
Citation read_citation(Reader& in);
void read_fact(Reader& in, Sheet& sheet);
void read_unit(Reader& in, Sheet& sheet);
void read_choice(Reader& in, Sheet& sheet);
void read_case(Reader& in, Sheet& sheet);
/// False when no line begins here.
bool read_line(Reader& in, Sheet& sheet);
void read_amount(Reader& in, Sheet& sheet);

}  // namespace pacte::rule
