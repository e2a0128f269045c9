// Chance that anyone can replay: numbers drawn from a published text.
//
// The key is SHA-256 of the text (as UTF-8 bytes). The numbers are the ChaCha20 key stream under
// that key, nonce zero, block counter from 0 (D. J. Bernstein's original layout, 64-bit nonce),
// read as little-endian 64-bit words in order.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace pacte::decision {

class Random {
 public:
  explicit Random(std::string_view seed);

  /// The next 64 bits of the stream.
  std::uint64_t next();

  /// A whole number from 0 to `bound - 1`, all equally likely: words at or above the largest
  /// multiple of `bound` under 2^64 are passed over, the first other one is taken modulo `bound`.
  /// `bound` must be positive.
  std::uint64_t below(std::uint64_t bound);

  /// Fisher and Yates: for i from the last place down to 1, swaps places i and `below(i + 1)`.
  template <class T> void shuffle(std::span<T> items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      using std::swap;
      swap(items[i - 1], items[below(i)]);
    }
  }

 private:
  void refill();

  std::array<std::uint8_t, 32> key_{};
  std::array<std::uint64_t, 64> words_{};
  std::size_t used_ = words_.size();
  std::uint64_t block_ = 0;  // 64-byte blocks of the key stream already taken
};

}  // namespace pacte::decision
