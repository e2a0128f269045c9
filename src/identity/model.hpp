// People, their roles and their open sessions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace pacte::identity {

struct PersonId {
  std::string value;
  auto operator<=>(PersonId const&) const = default;
};

struct SessionId {
  std::string value;
  auto operator<=>(SessionId const&) const = default;
};

enum class Role {
  visitor,  // everyone, signed in or not; never granted
  citizen,
  applicant,
  officer,
  assembly_member,
  editor,
  administrator,
};

struct RoleNames {
  Role role;
  std::string_view name;   // in declarations and in the database
  std::string_view label;  // French
};

inline constexpr std::array<RoleNames, 7> all_roles{{
    {Role::visitor, "visitor", "Visite publique"},
    {Role::citizen, "citizen", "Citoyenne ou citoyen"},
    {Role::applicant, "applicant", "Porteuse ou porteur de projet"},
    {Role::officer, "officer", "Agente ou agent de la Région"},
    {Role::assembly_member, "assembly_member", "Membre d’une assemblée"},
    {Role::editor, "editor", "Rédaction"},
    {Role::administrator, "administrator", "Administration"},
}};

constexpr RoleNames const& names_of(Role role) {
  return all_roles[static_cast<std::size_t>(role)];
}

constexpr std::optional<Role> parse_role(std::string_view name) {
  for (auto const& names : all_roles) {
    if (names.name == name) return names.role;
  }
  return std::nullopt;
}

struct Person {
  PersonId id;
  std::string email;  // as typed; empty once erased
  std::string name;   // empty once erased
  std::optional<std::string> password_hash;
  Instant created_at{};
  Instant password_changed_at{};
  std::optional<Instant> disabled_at;  // cannot sign in any more
  std::optional<Instant> erased_at;
  std::set<Role> roles;

  [[nodiscard]] bool active() const { return !disabled_at && !erased_at; }
};

/// What a browser says it is, coarsely: enough to recognise one's own sessions, too little to
/// follow anyone. Either part may be empty.
struct Agent {
  std::string browser;  // "Firefox"
  std::string system;   // "Linux"
  auto operator<=>(Agent const&) const = default;
};

struct OpenSession {
  SessionId id;
  PersonId person;
  std::string token_hash;
  std::string csrf;
  Agent agent;
  Instant created_at{};
  Instant last_seen{};   // exact to 5 minutes
  Instant expires_at{};  // the earlier of the idle and the absolute end
};

/// Failed sign-ins in the window that counts.
struct AttemptHistory {
  std::int64_t failures = 0;
  std::optional<Instant> last;
};

}  // namespace pacte::identity
