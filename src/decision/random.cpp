#include "decision/random.hpp"

#include <limits>
#include <stdexcept>

#include <sodium.h>

namespace pacte::decision {

Random::Random(std::string_view seed) {
  static_assert(crypto_hash_sha256_BYTES == crypto_stream_chacha20_KEYBYTES);
  crypto_hash_sha256(key_.data(), reinterpret_cast<unsigned char const*>(seed.data()), seed.size());
}

void Random::refill() {
  std::array<unsigned char, sizeof(words_)> bytes{};
  std::array<unsigned char, crypto_stream_chacha20_NONCEBYTES> const nonce{};
  crypto_stream_chacha20_xor_ic(bytes.data(), bytes.data(), bytes.size(), nonce.data(), block_,
                                key_.data());
  block_ += bytes.size() / 64;
  for (std::size_t word = 0; word < words_.size(); ++word) {
    std::uint64_t value = 0;
    for (std::size_t byte = 8; byte > 0; --byte)
      value = value << 8 | bytes[word * 8 + byte - 1];
    words_[word] = value;
  }
  used_ = 0;
}

std::uint64_t Random::next() {
  if (used_ == words_.size()) refill();
  return words_[used_++];
}

std::uint64_t Random::below(std::uint64_t bound) {
  if (bound == 0) throw std::invalid_argument("a draw among nothing");
  // 2^64 modulo bound: as many words are passed over, at the top.
  std::uint64_t const excess = (std::numeric_limits<std::uint64_t>::max() % bound + 1) % bound;
  std::uint64_t word = next();
  while (excess != 0 && word >= std::numeric_limits<std::uint64_t>::max() - excess + 1) {
    word = next();
  }
  return word % bound;
}

}  // namespace pacte::decision
