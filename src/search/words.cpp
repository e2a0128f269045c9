#include "search/words.hpp"

#include <array>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "base/text.hpp"

namespace pacte::search {
namespace {

constexpr std::array<std::string_view, 13> elided{
    "c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "quoiqu", "qu", "s", "t"};

// Folded and sorted.
constexpr std::array<std::string_view, 71> stop_words{
    "a",     "afin",  "ai",    "ainsi", "alors", "au",  "aux",  "avec", "car",  "ce",   "ces",
    "cet",   "cette", "comme", "d",     "dans",  "de",  "des",  "donc", "dont", "du",   "elle",
    "elles", "en",    "entre", "est",   "et",    "eux", "il",   "ils",  "je",   "l",    "la",
    "le",    "les",   "leur",  "leurs", "lors",  "lui", "mais", "me",   "mes",  "mon",  "ne",
    "ni",    "nos",   "notre", "nous",  "on",    "or",  "ou",   "par",  "pas",  "pour", "qu",
    "que",   "qui",   "s",     "sa",    "se",    "ses", "son",  "sont", "sous", "sur",  "ta",
    "un",    "une",   "vers",  "vos",   "vous"};
static_assert(std::ranges::is_sorted(stop_words));

// Words of one family that the French algorithm keeps apart, by their stems.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> families{
    {{"energet", "energ"}, {"foresti", "foret"}, {"regionalis", "regional"}}};

bool is_word_character(UChar32 c) {
  auto const type = u_charType(c);
  return u_isalnum(c) != 0 || type == U_OTHER_NUMBER || type == U_NON_SPACING_MARK;
}

bool is_apostrophe(UChar32 c) {
  return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
}

void lower_ascii(std::string& text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

// Most words are plain ASCII: they need not go through Unicode tables. Compatibility letters such
// as « ℍ » only become capitals once decomposed: hence lower case again.
std::string folded_word(std::string_view word) {
  std::string text = is_ascii(word) ? std::string{word} : fold(word);
  lower_ascii(text);
  if (text.size() > longest_word) {
    auto size = longest_word;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
      --size;
    text.resize(size);
  }
  return text;
}

// The French algorithm keeps every "s" after "o" and "u", so as to leave « repos » and « campus »
// alone; it then keeps « vélos » and « menus » apart from their singulars too. Shorter words are
// left to it: « plus » is no plural of « PLU ».
bool may_be_plural(std::string_view folded) {
  constexpr std::size_t shortest = 5;
  return folded.size() >= shortest && (folded.ends_with("os") || folded.ends_with("us"));
}

bool is_elided(std::string_view word) {
  return std::ranges::find(elided, word) != elided.end();
}

}  // namespace

std::vector<Word> words(std::string_view text) {
  std::vector<Word> found;
  auto const* bytes = utf8_bytes(text);
  auto const size = static_cast<std::int64_t>(text.size());
  std::int64_t begin = -1;
  for (std::int64_t i = 0; i <= size;) {
    auto const at = i;
    UChar32 c = -1;
    if (i < size) {
      U8_NEXT(bytes, i, size, c);
    } else {
      ++i;
    }
    // U+02BC is a letter for Unicode and an apostrophe for French.
    if (c >= 0 && is_word_character(c) && !is_apostrophe(c)) {
      if (begin < 0) begin = at;
      continue;
    }
    if (begin < 0) continue;
    Word word{folded_word(text.substr(static_cast<std::size_t>(begin),
                                      static_cast<std::size_t>(at - begin))),
              static_cast<std::size_t>(begin), static_cast<std::size_t>(at)};
    begin = -1;
    bool const dropped = word.folded.empty() || (is_apostrophe(c) && is_elided(word.folded));
    if (!dropped) found.push_back(std::move(word));
  }
  return found;
}

std::string lower(std::string_view word) {
  if (is_ascii(word)) {
    std::string text{word};
    lower_ascii(text);
    return text;
  }
  UErrorCode status = U_ZERO_ERROR;
  auto const* nfc = icu::Normalizer2::getNFCInstance(status);
  auto unicode =
      icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
  std::string text;
  nfc->normalize(unicode.toLower(icu::Locale::getFrench()), status).toUTF8String(text);
  return text;
}

bool is_stop_word(std::string_view folded) {
  return std::ranges::binary_search(stop_words, folded);
}

bool has_digit(std::string_view folded) {
  return std::ranges::any_of(folded, [](char c) { return c >= '0' && c <= '9'; });
}

std::string code_key(std::string_view code) {
  enum class Kind { none, letter, digit };
  std::string key;
  auto last = Kind::none;
  for (auto const& word : words(code)) {
    last = Kind::none;
    for (std::size_t i = 0; i < word.folded.size(); ++i) {
      char const c = word.folded[i];
      auto const kind = c >= '0' && c <= '9' ? Kind::digit : Kind::letter;
      bool const more_digits =
          i + 1 < word.folded.size() && has_digit(word.folded.substr(i + 1, 1));
      if (kind != last && !key.empty() && key.back() != '-') key += '-';
      bool const leading_zero = c == '0' && more_digits && (key.empty() || key.back() == '-');
      if (!leading_zero) key += c;
      last = kind;
    }
  }
  if (key.size() > 2 * longest_word) key.resize(2 * longest_word);
  return key;
}

std::string Stemmer::stem(std::string const& word) {
  auto const plain = french_(word);
  auto folded = folded_word(plain);
  for (auto const& [member, head] : families) {
    if (folded == member) return std::string{head};
  }
  return folded;
}

std::vector<std::string> Stemmer::stems(std::string_view lower, std::string_view folded) {
  if (has_digit(folded)) return {};
  lower = lower.substr(0, 2 * longest_word);
  std::vector<std::string> found;
  auto const add = [&](std::string_view word) {
    auto made = stem(std::string{word});
    if (!made.empty() && std::ranges::find(found, made) == found.end())
      found.push_back(std::move(made));
  };
  add(lower);
  if (lower != folded) add(folded);
  if (may_be_plural(folded)) {
    lower.remove_suffix(1);
    folded.remove_suffix(1);
    add(lower);
    add(folded);
  }
  return found;
}

}  // namespace pacte::search
