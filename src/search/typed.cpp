#include "search/typed.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/text.hpp"

namespace pacte::search {
namespace {

bool is_quotation_mark(UChar32 c) {
  return c == U'"' || c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D || c == 0x201E;
}

// Control characters become spaces of the same number of bytes or fewer.
std::string without_controls(std::string_view text) {
  std::string clean;
  auto const* bytes = utf8_bytes(text);
  auto const size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    auto const begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (u_iscntrl(c) != 0) {
      clean += ' ';
    } else {
      clean += text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
    }
  }
  return clean;
}

struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The text between quotation marks, inside and outside in turn.
std::vector<Segment> segments(std::string_view text) {
  std::vector<Segment> found;
  auto const* bytes = utf8_bytes(text);
  auto const size = static_cast<std::int32_t>(text.size());
  std::size_t begin = 0;
  for (std::int32_t i = 0; i < size;) {
    auto const at = static_cast<std::size_t>(i);
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (!is_quotation_mark(c)) continue;
    found.push_back({begin, at});
    begin = static_cast<std::size_t>(i);
  }
  found.push_back({begin, text.size()});
  return found;
}

std::vector<Word> words_of(std::string_view text, Segment segment) {
  auto found = words(text.substr(segment.begin, segment.end - segment.begin));
  for (auto& word : found) {
    word.begin += segment.begin;
    word.end += segment.begin;
  }
  return found;
}

bool is_required(Typed::Part const& part) {
  return part.phrase || !is_stop_word(part.words.front().folded);
}

}  // namespace

Result<Typed> read_typed(std::string_view text) {
  constexpr std::size_t widest_character = 4;  // bytes
  bool const broken = text.size() <= widest_character * longest_query && first_invalid_utf8(text);
  if (broken)
    return fail(ProblemKind::malformed, "La recherche contient des caractères illisibles.");
  if (text.size() > widest_character * longest_query || length(text) > longest_query) {
    static_assert(longest_query == 500);
    return fail(ProblemKind::invalid, "La recherche dépasse 500 caractères : raccourcissez-la.");
  }
  Typed typed;
  typed.text = without_controls(text);
  auto const found = segments(typed.text);
  std::size_t room = most_words;
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto held = words_of(typed.text, found[i]);
    if (held.size() > room) held.resize(room);
    room -= held.size();
    bool const closed_phrase = i % 2 == 1 && i + 1 < found.size();
    if (closed_phrase) {
      if (!held.empty()) typed.parts.push_back({std::move(held), true});
      continue;
    }
    for (auto& word : held)
      typed.parts.push_back({{std::move(word)}, false});
  }
  if (typed.parts.empty()) return typed;
  auto const& last = typed.parts.back();
  typed.unfinished = !last.phrase && last.words.back().end == typed.text.size();
  if (std::ranges::any_of(typed.parts, is_required)) {
    // A stop word at the end is left out whole: "plan de" is not looking for « développement ».
    if (!is_required(last)) typed.unfinished = false;
    std::erase_if(typed.parts, [](auto const& part) { return !is_required(part); });
  }
  return typed;
}

}  // namespace pacte::search
