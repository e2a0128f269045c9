// Which permissions each role holds, put together at start from what the modules declare.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "identity/model.hpp"
#include "module/module.hpp"

namespace pacte::identity {

/// Held by whoever is signed in, whatever their roles: to look after one's own account.
inline web::Permission const own_account = "identity.own_account";
/// Accounts and roles of other people.
inline web::Permission const manage_people = "identity.manage_people";

class PermissionTable {
 public:
  /// Throws std::invalid_argument for a role that does not exist and for a permission declared
  /// twice.
  explicit PermissionTable(std::vector<PermissionDeclaration> const& declarations);

  /// What these roles hold, and the visitor's permissions, which everyone has.
  [[nodiscard]] std::set<web::Permission> held_by(std::set<Role> const& roles) const;

 private:
  std::map<Role, std::set<web::Permission>> by_role_;
};

/// A visitor: nobody is known, the visitor role's permissions are held.
web::Principal visitor(PermissionTable const& table);

/// A signed-in person.
web::Principal principal_of(PermissionTable const& table, Person const& person, std::string csrf);

}  // namespace pacte::identity
