#include "territory/mentions.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::territory {
namespace {

bool in_word(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A small letter of ASCII, or of the Latin-1 part of Unicode as UTF-8 has it: "é".
bool begins_small(std::string_view word) {
  if (word.front() >= 'a' && word.front() <= 'z') return true;
  return word.size() > 1 && word[0] == '\xc3' && static_cast<unsigned char>(word[1]) >= 0xa0;
}

// With straight apostrophes and plain spaces, as the official names have them.
std::string plain(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const rest = text.substr(i);
    if (rest.starts_with("\xe2\x80\x99")) {  // ’
      made += '\'';
      i += 2;
    } else if (rest.starts_with("\xe2\x80\xaf")) {  // narrow no-break space
      made += ' ';
      i += 2;
    } else if (rest.starts_with("\xc2\xa0")) {  // no-break space
      made += ' ';
      ++i;
    } else {
      made += text[i];
    }
  }
  return made;
}

// Calls `use(position, word)` for each word, which says where to go on.
template <class Use> void each_word(std::string_view text, Use const& use) {
  for (std::size_t at = 0; at < text.size();) {
    if (!in_word(text[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && in_word(text[end]))
      ++end;
    at = use(at, text.substr(at, end - at));
  }
}

// Whether a name that ends there is a whole one: "Villeneuve" is not in "Villeneuve-sur-Lot".
bool ends_at(std::string_view text, std::size_t end) {
  if (end >= text.size()) return true;
  if (in_word(text[end])) return false;
  return text[end] != '-' || end + 1 >= text.size() || !in_word(text[end + 1]);
}

std::string first_word(std::string_view text) {
  std::string first;
  each_word(text, [&](std::size_t, std::string_view word) {
    first = word;
    return text.size();
  });
  return first;
}

}  // namespace

MentionFinder::MentionFinder(std::span<Territory const> territories) {
  std::map<std::string, Name> names;
  for (auto const& territory : territories) {
    if (territory.key.level == Level::arrondissement) continue;
    auto const text = plain(territory.name);
    auto& name = names[text];
    name.text = text;
    name.keys.push_back(territory.key);
    name.one_word = territory.key.level == Level::commune && std::ranges::all_of(text, in_word);
  }
  for (auto& [text, name] : names)
    by_first_word_[first_word(text)].push_back(std::move(name));
  for (auto& [word, same] : by_first_word_)
    std::ranges::stable_sort(same, std::greater{}, [](Name const& one) { return one.text.size(); });
}

void MentionFinder::learn(std::string_view text) {
  each_word(text, [&](std::size_t at, std::string_view word) {
    if (begins_small(word)) small_.insert(fold(word));
    return at + word.size();
  });
}

bool MentionFinder::common(Name const& name) const {
  return name.one_word && small_.contains(fold(name.text));
}

MentionFinder::Name const* MentionFinder::longest_at(std::string_view text, std::size_t at,
                                                     std::string_view word) const {
  auto const same = by_first_word_.find(std::string{word});
  if (same == by_first_word_.end()) return nullptr;
  for (auto const& name : same->second) {
    if (text.substr(at).starts_with(name.text) && ends_at(text, at + name.text.size()))
      return &name;
  }
  return nullptr;
}

std::set<Key> MentionFinder::find(std::string_view given) const {
  auto const text = plain(given);
  std::set<Key> found;
  each_word(text, [&](std::size_t at, std::string_view word) {
    auto const after = at + word.size();
    if (at > 0 && text[at - 1] == '-') return after;
    auto const* const name = longest_at(text, at, word);
    if (name == nullptr) return after;
    auto const end = at + name->text.size();
    bool const alone = at == 0 && (end == text.size() || text.substr(end).starts_with(" ("));
    if (alone || !common(*name)) found.insert(name->keys.begin(), name->keys.end());
    return end;
  });
  return found;
}

std::string place_value(Territory const& territory) {
  return fmt::format("{} ({})", territory.name, territory.key.code);
}

}  // namespace pacte::territory
