// Saved searches: who is told of what, and what has been told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.hpp"

namespace pacte::alert {

enum class About {
  calls,    // the list of calls
  schemes,  // the catalogue of schemes, and the calls of those it finds
};

struct Alert {
  std::string id;
  std::string email;
  std::optional<std::string> person{};  // the account that made it
  About about = About::calls;
  std::string query{};        // parameters of the list's page, encoded
  std::string locale = "fr";  // language of its letters
  Instant created_at{};
  std::optional<Instant> confirmed_at{};
  std::int64_t refusals = 0;  // letters refused in a row
};

/// What a link may do.
enum class TokenUse { confirm, stop };

enum class LetterKind { confirm, news };

struct Letter {
  std::string id;
  std::string alert;
  LetterKind kind = LetterKind::confirm;
};

/// Something that happened to a call ("region/aide/1") or to a scheme ("region/aide").
struct Event {
  std::string subject;
  std::string name;  // "published", "opening:…", "closing:…", "cancelled"; "version:3" of a scheme
  auto operator<=>(Event const&) const = default;
};

}  // namespace pacte::alert
