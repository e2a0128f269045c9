// Who asks, as far as routes need to know. `identity` fills it in from the session.
#pragma once

#include <optional>
#include <set>
#include <string>

namespace pacte::web {

/// What a route may require; declared by modules, granted to roles by `identity`.
/// "public" is held by everyone.
using Permission = std::string;
inline Permission const open_to_all = "public";

struct Principal {
  std::optional<std::string> person;  // identifier of the signed-in person
  std::string name;                   // to show; empty for a visitor
  std::set<std::string> roles;
  std::set<Permission> permissions;
  std::string csrf_token;  // expected in forms of this session; empty for a visitor

  [[nodiscard]] bool may(Permission const& permission) const {
    return permission == open_to_all || permissions.contains(permission);
  }
};

}  // namespace pacte::web
