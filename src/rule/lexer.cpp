#include "rule/lexer.hpp"

#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rule/calendar.hpp"

namespace pacte::rule {
namespace {

constexpr bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}
constexpr bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}

// Spaces, symbols and quotes of several bytes that may stand in a text of rules.
constexpr std::string_view no_break = "\u00a0";
constexpr std::string_view narrow = "\u202f";
constexpr std::string_view curly = "’";
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> wide_symbols{
    {{"≤", "<="}, {"≥", ">="}, {"≠", "!="}, {"×", "*"}, {"÷", "/"}, {"€", "€"}, {"−", "-"}}};
constexpr std::array<std::string_view, 22> symbols{"<=", ">=", "!=", "<", ">", "=", "+", "-",
                                                   "*",  "/",  "%",  "(", ")", "{", "}", "[",
                                                   "]",  ",",  ";",  ":", ".", "|"};

class Cutter {
 public:
  Cutter(std::string_view source, Faults& faults) : source_{source}, faults_{faults} {}

  std::vector<Token> all() {
    for (skip(); at_ < source_.size(); skip())
      one();
    push(TokenKind::end, at_, {});
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return source_.substr(at_); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  void advance(std::size_t bytes) {
    for (auto const end = at_ + bytes; at_ < end; ++at_) {
      auto const letter = static_cast<unsigned char>(source_[at_]);
      if (letter == '\n') {
        ++place_.line;
        place_.column = 1;
      } else if ((letter & 0xC0U) != 0x80U) {
        ++place_.column;
      }
    }
  }

  [[nodiscard]] std::size_t space() const {
    if (rest().starts_with(no_break)) return no_break.size();
    if (rest().starts_with(narrow)) return narrow.size();
    auto const letter = peek();
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' ? 1 : 0;
  }

  void skip() {
    while (at_ < source_.size()) {
      if (peek() == '#') {
        advance(std::min(source_.find('\n', at_), source_.size()) - at_);
      } else if (auto const bytes = space(); bytes > 0) {
        advance(bytes);
      } else {
        return;
      }
    }
  }

  Token& push(TokenKind kind, std::size_t begin, std::string text) {
    tokens_.push_back(
        {.kind = kind, .place = start_, .begin = begin, .end = at_, .text = std::move(text)});
    return tokens_.back();
  }

  void fault(std::string message, std::string mend) {
    faults_.push_back({Severity::error, start_, std::move(message), std::move(mend)});
  }

  void one() {
    start_ = place_;
    if (is_digit(peek())) return number();
    if (peek() == '"' || rest().starts_with("«")) return quoted();
    for (auto const& [written, meaning] : wide_symbols) {
      if (!rest().starts_with(written)) continue;
      auto const begin = at_;
      advance(written.size());
      push(TokenKind::symbol, begin, std::string{meaning});
      return;
    }
    if (word_bytes() > 0) return word();
    for (auto const symbol : symbols) {
      if (!rest().starts_with(symbol)) continue;
      auto const begin = at_;
      advance(symbol.size());
      push(TokenKind::symbol, begin, std::string{symbol});
      return;
    }
    std::size_t bytes = 1;
    while ((static_cast<unsigned char>(peek(bytes)) & 0xC0U) == 0x80U)
      ++bytes;
    fault(fmt::format("« {} » n’a pas de sens ici.", rest().substr(0, bytes)),
          "Ôtez ce caractère.");
    advance(bytes);
  }

  // Bytes of the letter here, when it may stand in a word.
  [[nodiscard]] std::size_t word_bytes() const {
    auto const letter = static_cast<unsigned char>(peek());
    if (is_letter(peek())) return 1;
    // Latin letters with accents, and ligatures: U+00C0 to U+017F.
    if (letter >= 0xC3U && letter <= 0xC5U) return at_ + 1 < source_.size() ? 2 : 0;
    return 0;
  }

  [[nodiscard]] bool word_begins(std::size_t ahead) const {
    auto const letter = static_cast<unsigned char>(peek(ahead));
    return is_letter(peek(ahead)) || (letter >= 0xC3U && letter <= 0xC5U);
  }

  void word() {
    auto const begin = at_;
    while (at_ < source_.size()) {
      if (auto const bytes = word_bytes(); bytes > 0) {
        advance(bytes);
      } else if (is_digit(peek()) || ((peek() == '.' || peek() == '\'') && word_begins(1))) {
        advance(1);
      } else if (rest().starts_with(curly) && word_begins(curly.size())) {
        advance(curly.size());
      } else {
        break;
      }
    }
    push(TokenKind::word, begin, fold(source_.substr(begin, at_ - begin)));
  }

  [[nodiscard]] bool digits_ahead(std::size_t from, int count) const {
    for (int i = 0; i < count; ++i) {
      if (!is_digit(peek(from + static_cast<std::size_t>(i)))) return false;
    }
    return !is_digit(peek(from + static_cast<std::size_t>(count)));
  }

  [[nodiscard]] bool is_date() const {
    return digits_ahead(0, 4) && peek(4) == '-' && digits_ahead(5, 2) && peek(7) == '-' &&
           digits_ahead(8, 2);
  }

  void number() {
    auto const begin = at_;
    if (is_date()) {
      advance(10);
      auto const day = parse_day(source_.substr(begin, 10));
      if (!day)
        return fault("Ce jour n’existe pas.", "Écrivez année-mois-jour, entre 1600 et 2399.");
      push(TokenKind::date, begin, {}).day = *day;
      return;
    }
    std::string digits;
    bool parted = false;
    while (is_digit(peek())) {
      digits += peek();
      advance(1);
      // A space before three digits parts thousands: "10 000".
      auto const gap = peek() == '\n' || peek() == '\r' ? 0 : space();
      if (gap > 0 && digits_ahead(gap, 3) && digits.size() <= 15) {
        parted = true;
        advance(gap);
      }
    }
    if ((peek() == ',' || peek() == '.') && is_digit(peek(1))) {
      digits += '.';
      advance(1);
      for (; is_digit(peek()); advance(1))
        digits += peek();
    }
    if (!parted && reads_in_two_ways(digits)) {
      fault("Ce nombre se lit de deux façons.",
            "Écrivez 5 000 pour cinq mille, ou 5,00 pour cinq.");
    }
    auto const value = parse_exact(digits);
    if (!value) return fault("Ce nombre est trop long.", "Un nombre a au plus 18 chiffres.");
    push(TokenKind::number, begin, digits).number = *value;
  }

  void quoted() {
    auto const begin = at_;
    bool const plain = peek() == '"';
    std::string_view const closing = plain ? "\"" : "»";
    advance(plain ? 1 : std::string_view{"«"}.size());
    auto const from = at_;
    auto const to = source_.find(closing, at_);
    if (to == std::string_view::npos) {
      fault("Ce texte n’est pas fermé.", fmt::format("Ajoutez {} à la fin.", closing));
      advance(source_.size() - at_);
      return;
    }
    advance(to - at_);
    auto text = source_.substr(from, to - from);
    advance(closing.size());
    for (bool cut_one = true; cut_one && !plain;) {
      cut_one = false;
      for (auto const gap : {no_break, narrow, std::string_view{" "}}) {
        if (text.starts_with(gap)) text.remove_prefix(gap.size()), cut_one = true;
        if (text.ends_with(gap)) text.remove_suffix(gap.size()), cut_one = true;
      }
    }
    push(TokenKind::text, begin, std::string{text});
  }

  std::string_view source_;
  Faults& faults_;
  std::size_t at_ = 0;
  Place place_;
  Place start_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> cut(std::string_view source, Faults& faults) {
  if (source.size() > largest_source) {
    faults.push_back({Severity::error, {}, "Ce fichier est trop grand.", "Un mébioctet au plus."});
    source = {};
  }
  if (auto const broken = first_invalid_utf8(source)) {
    faults.push_back({Severity::error,
                      {},
                      fmt::format("L’octet {} n’est pas de l’UTF-8.", *broken + 1),
                      "Enregistrez le fichier en UTF-8."});
    source = source.substr(0, *broken);
  }
  return Cutter{source, faults}.all();
}

}  // namespace pacte::rule
