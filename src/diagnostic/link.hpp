// A filling in the address of a page: short, nothing about who answered, and sealed by the
// installation, so that a link that was changed or cut is told from a true one.
//
// Bytes, then base64url: format (1), version of the diagnostic (8), day as days since 1970 (3), one
// variable-length number for each question in its order (0: none; 1: does not apply; otherwise 2 +
// the place of the option, the set of options, or the number above its least), then for each note
// the place of its question, its length and its bytes, seal (10).
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/seal.hpp"
#include "diagnostic/model.hpp"

namespace pacte::diagnostic {

using LinkFault = SealFault;

inline constexpr std::size_t longest_link = 7'000;  // characters

/// `key` is the installation's secret.
std::string make_link(Definition const& definition, Filling const& filling, std::string_view key);

/// The version that a link was made with, to load it; the seal is checked first.
std::expected<std::string, LinkFault> version_in(std::string_view link, std::string_view key);

/// What the link holds; `definition` is of the version that it names.
std::expected<Filling, LinkFault> read_link(Definition const& definition, std::string_view link,
                                            std::string_view key);

}  // namespace pacte::diagnostic
