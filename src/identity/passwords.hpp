// Passwords are kept as Argon2id hashes, which carry their own salt and cost.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pacte::identity {

/// Cost of one hash. The default is what RFC 9106 (section 4) advises where 2 GiB is too much:
/// three passes over 64 MiB.
struct PasswordCost {
  unsigned long long passes = 3;
  std::size_t memory = 64U << 20U;  // bytes

  /// The least that libsodium accepts: for tests.
  static PasswordCost least();
};

class Passwords {
 public:
  explicit Passwords(PasswordCost cost = {});

  /// Takes about a tenth of a second: never inside a transaction.
  [[nodiscard]] std::string hash(std::string_view password) const;
  [[nodiscard]] static bool matches(std::string_view password, std::string const& hash);
  /// The hash was made with another cost: make it again at the next sign-in.
  [[nodiscard]] bool outdated(std::string const& hash) const;
  /// Of a password nobody knows: checked when an account does not exist, so that the answer takes
  /// as long as when it does.
  [[nodiscard]] std::string const& decoy() const { return decoy_; }

 private:
  PasswordCost cost_;
  std::string decoy_;
};

}  // namespace pacte::identity
