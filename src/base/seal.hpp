// Bytes in an address or a form, sealed by the installation: what was changed or cut on the way is
// told from what it made. A seal hides nothing.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace pacte {

enum class SealFault {
  unreadable,  // cut, or not one of ours
  forged,      // readable, but not sealed by this installation as it stands
};

/// The bytes and ten bytes of their keyed BLAKE2b digest, in base64url. `key` is the installation's
/// secret.
std::string sealed(std::string bytes, std::string_view key);

/// The bytes. Unreadable: not base64url, or without `least` bytes the first of which is `format`.
std::expected<std::string, SealFault> unsealed(std::string_view text, std::string_view key,
                                               char format, std::size_t least);

/// What follows "r=" in an address pasted from a browser, or the text itself.
std::string_view token_in(std::string_view text);

}  // namespace pacte
