// Which official territories a text names.
//
// By their whole name, written with its capitals and accents, the longest name first: "Toulouse
// Métropole" does not name Toulouse. A commune whose name is also a common word ("Bio", "Maisons")
// counts only where the name stands alone. Communes of the same name are all named: no guess is
// made. Arrondissements bear the name of their chief town, and are left out.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "territory/model.hpp"

namespace pacte::territory {

class MentionFinder {
 public:
  explicit MentionFinder(std::span<Territory const> territories);

  /// Remembers the words that the text writes in small letters: those are common ones.
  void learn(std::string_view text);

  /// What one text (a label, an item of a list) names.
  [[nodiscard]] std::set<Key> find(std::string_view given) const;

 private:
  struct Name {
    std::string text;
    std::vector<Key> keys;
    bool one_word = false;  // of a commune
  };
  [[nodiscard]] Name const* longest_at(std::string_view text, std::size_t at,
                                       std::string_view word) const;
  [[nodiscard]] bool common(Name const& name) const;

  std::unordered_map<std::string, std::vector<Name>> by_first_word_;  // the longest first
  std::unordered_set<std::string> small_;                             // folded
};

/// A territory as the search names it: "Toulouse (31555)". Unique, as codes of different levels
/// differ in length.
std::string place_value(Territory const& territory);

}  // namespace pacte::territory
