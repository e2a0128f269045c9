#include "search/word_filter.hpp"

#include <algorithm>

namespace pacte::search {

WordFilter::WordFilter(std::string_view asked) {
  auto found = words(asked);
  auto const stop = [](Word const& word) { return is_stop_word(word.folded); };
  if (!std::ranges::all_of(found, stop)) std::erase_if(found, stop);
  for (auto const& word : found)
    asked_.push_back(stems_of(asked, word));
}

std::set<std::string> WordFilter::stems_of(std::string_view text, Word const& word) {
  if (has_digit(word.folded)) return {word.folded};
  auto const stems =
      stemmer_.stems(lower(text.substr(word.begin, word.end - word.begin)), word.folded);
  return {stems.begin(), stems.end()};
}

bool WordFilter::accepts(std::string_view text) {
  if (asked_.empty()) return true;
  std::set<std::string> present;
  for (auto const& word : words(text))
    present.merge(stems_of(text, word));
  return std::ranges::all_of(asked_, [&](auto const& stems) {
    return std::ranges::any_of(stems, [&](auto const& stem) { return present.contains(stem); });
  });
}

}  // namespace pacte::search
