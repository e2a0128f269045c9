#include "territory/names.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "territory/rules.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t longest = 60;     // letters compared
constexpr std::size_t candidates = 64;  // of which the letters are compared

std::string letters_of(std::string_view name) {
  auto letters = search_words(name);
  std::erase(letters, ' ');
  return letters.substr(0, longest);
}

// Groups of three letters, and of the first ones and the last two: a short name has some too.
std::vector<std::uint32_t> groups_of(std::string const& letters) {
  auto const padded = "  " + letters + " ";
  std::set<std::uint32_t> groups;
  for (std::size_t i = 0; i + 3 <= padded.size(); ++i) {
    auto const byte = [&](std::size_t at) {
      return std::uint32_t{static_cast<unsigned char>(padded[at])};
    };
    groups.insert(byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2));
  }
  return {groups.begin(), groups.end()};
}

}  // namespace

std::size_t letters_apart(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  // Three rows of the table: this one, the one before, and the one before that for swaps.
  std::vector<std::size_t> before(a.size() + 1);
  std::vector<std::size_t> above(a.size() + 1);
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t j = 0; j <= a.size(); ++j)
    above[j] = j;
  for (std::size_t i = 1; i <= b.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= a.size(); ++j) {
      bool const same = b[i - 1] == a[j - 1];
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && b[i - 1] == a[j - 2] && b[i - 2] == a[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[a.size()], most + 1);
}

NameIndex::NameIndex(std::vector<NameEntry> entries) {
  for (auto& entry : entries) {
    auto letters = letters_of(entry.name);
    auto const groups = groups_of(letters);
    auto const number = static_cast<std::uint32_t>(entries_.size());
    for (auto const group : groups)
      by_group_[group].push_back(number);
    entries_.push_back({std::move(letters), std::move(entry.key), entry.population,
                        static_cast<std::uint32_t>(groups.size())});
  }
}

std::vector<Key> NameIndex::find(std::string_view typed, std::size_t most) const {
  auto const letters = letters_of(typed);
  if (letters.size() < 3) return {};
  auto const groups = groups_of(letters);
  std::unordered_map<std::uint32_t, std::uint32_t> shared;
  for (auto const group : groups) {
    auto const found = by_group_.find(group);
    if (found == by_group_.end()) continue;
    for (auto const number : found->second)
      ++shared[number];
  }
  struct Near {
    std::uint32_t number = 0;
    double alike = 0;  // Dice's coefficient of the groups
    std::size_t apart = 0;
  };
  std::vector<Near> near;
  for (auto const& [number, count] : shared) {
    auto const all = static_cast<double>(groups.size() + entries_[number].groups);
    near.push_back({number, 2.0 * count / all, 0});
  }
  auto const kept = std::min(candidates, near.size());
  std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(kept), {},
                            [](Near const& one) { return std::pair{-one.alike, one.number}; });
  near.resize(kept);
  auto const bearable = std::max<std::size_t>(1, letters.size() / 3);
  for (auto& one : near)
    one.apart = letters_apart(letters, entries_[one.number].letters, bearable);
  std::erase_if(near, [&](Near const& one) { return one.apart > bearable; });
  std::ranges::sort(near, {}, [&](Near const& one) {
    auto const& entry = entries_[one.number];
    bool const namesake = entry.key.level == Level::arrondissement;
    return std::tuple{one.apart, namesake, -entry.population, one.number};
  });
  std::vector<Key> keys;
  for (auto const& one : near) {
    auto const& key = entries_[one.number].key;
    if (keys.size() < most && std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

}  // namespace pacte::territory
