#include "base/seal.hpp"

#include <array>

#include <sodium.h>

#include "base/text.hpp"

namespace pacte {
namespace {

constexpr std::size_t seal_size = 10;
constexpr int base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string seal_of(std::string_view bytes, std::string_view key) {
  // The least digest that libsodium makes is longer than the seal.
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                     reinterpret_cast<unsigned char const*>(key.data()), key.size());
  return {reinterpret_cast<char const*>(digest.data()), seal_size};
}

}  // namespace

std::string sealed(std::string bytes, std::string_view key) {
  bytes += seal_of(bytes, key);
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), base64), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()),
                    bytes.size(), base64);
  text.resize(text.find('\0'));
  return text;
}

std::expected<std::string, SealFault> unsealed(std::string_view text, std::string_view key,
                                               char format, std::size_t least) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  auto const read = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                      text.data(), text.size(), nullptr, &size, nullptr, base64);
  bytes.resize(size);
  if (read != 0 || size < least + seal_size || bytes.front() != format) {
    return std::unexpected{SealFault::unreadable};
  }
  auto const seal = bytes.substr(size - seal_size);
  bytes.resize(size - seal_size);
  if (sodium_memcmp(seal.data(), seal_of(bytes, key).data(), seal_size) != 0) {
    return std::unexpected{SealFault::forged};
  }
  return bytes;
}

std::string_view token_in(std::string_view text) {
  text = trim(text);
  if (auto const at = text.rfind("r="); at != std::string_view::npos && text.contains('?')) {
    text = text.substr(at + 2);
    text = text.substr(0, text.find_first_of("&#"));
  }
  return text;
}

}  // namespace pacte
