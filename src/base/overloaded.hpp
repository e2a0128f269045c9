// Too much to do just now: the same request may succeed a moment later.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

namespace pacte {

/// Answered by 503 with Retry-After.
struct Overloaded : std::runtime_error {
  explicit Overloaded(std::string const& what, std::chrono::seconds wait = std::chrono::seconds{2})
      : std::runtime_error{what}, retry_after{wait} {}
  std::chrono::seconds retry_after;
};

}  // namespace pacte
