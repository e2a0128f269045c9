#include "identity/permissions.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace pacte::identity {

PermissionTable::PermissionTable(std::vector<PermissionDeclaration> const& declarations) {
  std::set<web::Permission> declared{web::open_to_all};
  for (auto const& declaration : declarations) {
    if (!declared.insert(declaration.permission).second) {
      throw std::invalid_argument(
          fmt::format("permission {} is declared twice", declaration.permission));
    }
    for (auto const& name : declaration.roles) {
      auto const role = parse_role(name);
      if (!role) {
        throw std::invalid_argument(
            fmt::format("permission {} is given to role {}, which does not exist",
                        declaration.permission, name));
      }
      by_role_[*role].insert(declaration.permission);
    }
  }
}

std::set<web::Permission> PermissionTable::held_by(std::set<Role> const& roles) const {
  std::set<web::Permission> held;
  auto const add = [&](Role role) {
    auto const found = by_role_.find(role);
    if (found != by_role_.end()) held.insert(found->second.begin(), found->second.end());
  };
  add(Role::visitor);
  for (auto const role : roles)
    add(role);
  return held;
}

web::Principal visitor(PermissionTable const& table) {
  web::Principal principal;
  principal.roles.insert(std::string{names_of(Role::visitor).name});
  principal.permissions = table.held_by({});
  return principal;
}

web::Principal principal_of(PermissionTable const& table, Person const& person, std::string csrf) {
  auto principal = visitor(table);
  principal.person = person.id.value;
  principal.name = person.name;
  for (auto const role : person.roles)
    principal.roles.insert(std::string{names_of(role).name});
  principal.permissions = table.held_by(person.roles);
  principal.permissions.insert(own_account);
  principal.csrf_token = std::move(csrf);
  return principal;
}

}  // namespace pacte::identity
