#include "rule/reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::rule {
namespace {

constexpr std::array<std::string_view, 34> declarations{
    "vocabulaire", "vocabulary", "dispositif", "scheme",   "parametre", "parameter",  "condition",
    "definition",  "priorite",   "priority",   "sortie",   "output",    "table",      "montant",
    "amount",      "essai",      "test",       "fait",     "fact",      "unite",      "unit",
    "choix",       "choice",     "incoherent", "titre",    "title",     "fiche",      "record",
    "bonus",       "plafond",    "ceiling",    "plancher", "floor",     "incoherence"};
constexpr std::array<std::string_view, 34> attributes{
    "source", "note",  "conflit", "conflict", "anglais", "english", "si",  "if",  "alors",
    "then",   "sinon", "else",    "et",       "and",     "ou",      "or",  "non", "not",
    "dans",   "in",    "vrai",    "true",     "faux",    "false",   "oui", "yes", "lignes",
    "lines",  "de",    "of",      "selon",    "by",      "lacune",  "gap"};

std::string shown(Token const& token) {
  switch (token.kind) {
    case TokenKind::end: return "la fin du fichier";
    case TokenKind::text: return fmt::format("« \"{}\" »", shorten(token.text, 30));
    case TokenKind::date: return "une date";
    case TokenKind::number:
    case TokenKind::word:
    case TokenKind::symbol: return fmt::format("« {} »", shorten(token.text, 30));
  }
  return {};
}

}  // namespace

std::size_t Reader::length_of(std::string_view phrase) const {
  std::size_t count = 0;
  for (auto const word : split(phrase, ' ')) {
    if (!peek(count).is(word)) return 0;
    ++count;
  }
  return count;
}

bool Reader::sees(std::initializer_list<std::string_view> phrases) const {
  return std::ranges::any_of(phrases, [this](auto phrase) { return length_of(phrase) > 0; });
}

bool Reader::accept(std::initializer_list<std::string_view> phrases) {
  for (auto const phrase : phrases) {
    auto const count = length_of(phrase);
    for (std::size_t i = 0; i < count; ++i)
      take();
    if (count > 0) return true;
  }
  return false;
}

void Reader::expect(std::initializer_list<std::string_view> phrases,
                    std::string_view shown_phrase) {
  if (!accept(phrases)) unexpected(fmt::format("« {} »", shown_phrase));
}

std::string Reader::text(std::string_view shown_text) {
  if (peek().kind != TokenKind::text) unexpected(fmt::format("{} entre guillemets", shown_text));
  return take().text;
}

std::string Reader::name(std::string_view shown_name) {
  if (peek().kind != TokenKind::word || sees_reserved()) unexpected(shown_name);
  return take().text;
}

std::string Reader::word(std::string_view shown_name) {
  if (peek().kind != TokenKind::word) unexpected(shown_name);
  return take().text;
}

int Reader::whole(std::string_view shown_number) {
  auto const& token = peek();
  if (token.kind != TokenKind::number || token.number.denominator != 1 ||
      token.number.numerator > 10'000'000)
    unexpected(shown_number);
  return static_cast<int>(take().number.numerator);
}

void Reader::fault(Place place, std::string message, std::string mend) {
  faults_.push_back({Severity::error, place, std::move(message), std::move(mend)});
}

void Reader::fail(std::string message, std::string mend) {
  fault(peek().place, std::move(message), std::move(mend));
  throw Unreadable{};
}

void Reader::unexpected(std::string_view expected, std::string mend) {
  fail(fmt::format("{}, {} trouvé.", awaited(expected), shown(peek())), std::move(mend));
}

void Reader::no_declaration(std::string_view expected) {
  if (peek().kind != TokenKind::word) unexpected(expected);
  unexpected(expected, did_you_mean(peek().text, {declarations.begin(), declarations.end()}));
}

bool Reader::sees_declaration(std::size_t ahead) const {
  auto const& token = peek(ahead);
  return token.kind == TokenKind::word &&
         std::ranges::find(declarations, token.text) != declarations.end();
}

bool Reader::sees_reserved(std::size_t ahead) const {
  auto const& token = peek(ahead);
  return sees_declaration(ahead) || (token.kind == TokenKind::word &&
                                     std::ranges::find(attributes, token.text) != attributes.end());
}

void Reader::skip_to_declaration(std::size_t from) {
  if (at_ == from) take();
  while (!at_end() && !sees_declaration())
    take();
}

}  // namespace pacte::rule
