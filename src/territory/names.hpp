// Territories found by a name that is misspelt, without accents, hyphens or spaces in their places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "territory/model.hpp"

namespace pacte::territory {

/// A name of a territory; a commune also has those of the former ones that are in it.
struct NameEntry {
  std::string name;
  Key key;
  std::int64_t population = 0;
};

/// Names by the groups of three letters that they hold.
class NameIndex {
 public:
  explicit NameIndex(std::vector<NameEntry> entries);

  /// The territories whose names are nearest to what was typed, best first: by the letters to
  /// change (Damerau-Levenshtein, on names folded and without anything between their letters), then
  /// by population. None of those that differ by more than about a third.
  [[nodiscard]] std::vector<Key> find(std::string_view typed, std::size_t most) const;

 private:
  struct Entry {
    std::string letters;
    Key key;
    std::int64_t population = 0;
    std::uint32_t groups = 0;
  };
  std::vector<Entry> entries_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_group_;
};

/// How many letters to add, take off, change, or swap with the next one, at least; `most` + 1 when
/// there are more than `most`.
std::size_t letters_apart(std::string_view a, std::string_view b, std::size_t most);

}  // namespace pacte::territory
