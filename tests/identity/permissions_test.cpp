#include "identity/permissions.hpp"

#include <gtest/gtest.h>

namespace pacte::identity {
namespace {

std::vector<PermissionDeclaration> const declarations{
    {"plan.read_drafts", "Lire les brouillons.", {"editor", "administrator"}},
    {"plan.read", "Lire.", {"visitor"}},
};

TEST(PermissionTable, addsUpRolesAndWhatVisitorsHold) {
  PermissionTable const table{declarations};
  using Set = std::set<web::Permission>;
  EXPECT_EQ(table.held_by({}), Set{"plan.read"});
  EXPECT_EQ(table.held_by({Role::citizen}), Set{"plan.read"});
  EXPECT_EQ(table.held_by({Role::citizen, Role::editor}), (Set{"plan.read", "plan.read_drafts"}));
}

TEST(PermissionTable, refusesAnUnknownRoleAndASecondDeclaration) {
  using List = std::vector<PermissionDeclaration>;
  EXPECT_THROW((PermissionTable{List{{"x", "", {"king"}}}}), std::invalid_argument);
  EXPECT_THROW((PermissionTable{List{{"x", "", {}}, {"x", "", {}}}}), std::invalid_argument);
  EXPECT_THROW((PermissionTable{List{{"public", "", {}}}}), std::invalid_argument);
}

TEST(Principal, ofAVisitorIsNobody) {
  auto const nobody = visitor(PermissionTable{declarations});
  EXPECT_EQ(nobody.person, std::nullopt);
  EXPECT_TRUE(nobody.may("plan.read"));
  EXPECT_FALSE(nobody.may(own_account));
}

TEST(Principal, ofAPersonHoldsTheirOwnAccount) {
  Person person;
  person.id = {"p1"};
  person.name = "Ada";
  person.roles = {Role::editor};
  auto const ada = principal_of(PermissionTable{declarations}, person, "csrf");
  EXPECT_EQ(ada.person, "p1");
  EXPECT_EQ(ada.roles, (std::set<std::string>{"visitor", "editor"}));
  EXPECT_TRUE(ada.may(own_account));
  EXPECT_TRUE(ada.may("plan.read_drafts"));
  EXPECT_EQ(ada.csrf_token, "csrf");
}

}  // namespace
}  // namespace pacte::identity
