#include "identity/passwords.hpp"

#include <array>
#include <stdexcept>

#include <sodium.h>

#include "base/text.hpp"

namespace pacte::identity {

PasswordCost PasswordCost::least() {
  return {crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN};
}

Passwords::Passwords(PasswordCost cost) : cost_{cost} {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  constexpr std::size_t secret_bytes = 32;
  decoy_ = hash(random_hex(secret_bytes));
}

std::string Passwords::hash(std::string_view password) const {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), password.data(), password.size(), cost_.passes,
                        cost_.memory) != 0) {
    throw std::runtime_error("not enough memory to hash a password");
  }
  return text.data();
}

bool Passwords::matches(std::string_view password, std::string const& hash) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool Passwords::outdated(std::string const& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory) != 0;
}

}  // namespace pacte::identity
