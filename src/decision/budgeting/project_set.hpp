// Sets of projects compared by precedence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace pacte::decision::budgeting {

/// A set is a row of 64-bit words, the project of precedence 0 in the highest bit of the first:
/// of two sets, the one preferred is then the larger number.
inline std::size_t words_for(std::size_t projects) {
  return (projects + 63) / 64;
}

inline void insert(std::span<std::uint64_t> set, std::size_t place) {
  set[place / 64] |= std::uint64_t{1} << (63 - place % 64);
}

inline bool contains(std::span<std::uint64_t const> set, std::size_t place) {
  return (set[place / 64] >> (63 - place % 64) & 1U) != 0;
}

inline bool preferred(std::span<std::uint64_t const> left, std::span<std::uint64_t const> right) {
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] != right[i]) return left[i] > right[i];
  }
  return false;
}

}  // namespace pacte::decision::budgeting
