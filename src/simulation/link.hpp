// The answers in an address: sealed by the installation, kept nowhere.
//
// Bytes under the seal: format (1), then JSON: {"day", "facts", "passed", "schemes"}.
#pragma once

#include <optional>

#include "base/problem.hpp"
#include "simulation/model.hpp"
#include "store/session.hpp"

namespace pacte::simulation {

inline constexpr std::size_t longest_link = 6'000;  // characters

struct Link {
  std::string day;  // "2026-03-01": when the answers were given
  Answers answers;
  bool operator==(Link const&) const = default;
};

/// Nothing when the answers are too long for an address.
std::optional<std::string> make_link(Link const& link, std::string_view key);

/// Also reads a whole address pasted from a browser. Errors: invalid, with a sentence that says
/// whether the link is cut or changed.
Result<Link> open_link(std::string_view text, std::string_view key);

}  // namespace pacte::simulation
