#include "identity/operations/revoke_role.hpp"

#include "identity/forms.hpp"
#include "identity/operations/grant_role.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class RevokeRoleTest : public IdentityTest {};

TEST_P(RevokeRoleTest, isSeenAtOnceByOpenSessions) {
  ASSERT_TRUE(grant_role(context(), as(ada), {bob, "administrator"}));
  auto const token = open("bob@exemple.fr");
  EXPECT_TRUE(principal(token).may(manage_people));
  ASSERT_TRUE(revoke_role(context(), as(ada), {bob, "administrator"}));
  EXPECT_FALSE(principal(token).may(manage_people));
  EXPECT_EQ(last_entry().entry.operation, "revoke_role");
}

TEST_P(RevokeRoleTest, refusesWithoutTheRight) {
  EXPECT_EQ(kind_of(revoke_role(context(), {}, {ada, "administrator"})),
            ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(revoke_role(context(), as(bob), {ada, "administrator"})),
            ProblemKind::forbidden);
}

TEST_P(RevokeRoleTest, refusesAnEmptyRoleAnUnknownPersonAndARoleNotHeld) {
  EXPECT_EQ(fields_of(revoke_role(context(), as(ada), {bob, ""})), Fields{"role"});
  EXPECT_EQ(kind_of(revoke_role(context(), as(ada), {{"x"}, "editor"})), ProblemKind::not_found);
  EXPECT_EQ(kind_of(revoke_role(context(), as(ada), {bob, "editor"})), ProblemKind::conflict);
}

TEST_P(RevokeRoleTest, refusesTheLastAdministrator) {
  EXPECT_EQ(kind_of(revoke_role(context(), as(ada), {ada, "administrator"})),
            ProblemKind::conflict);
  EXPECT_TRUE(person(ada).roles.contains(Role::administrator));
}

TEST_P(RevokeRoleTest, ofTwoLastAdministratorsTakingItFromEachOtherOneStays) {
  ASSERT_TRUE(grant_role(context(), as(ada), {bob, "administrator"}));
  auto const by_bob = as(bob);
  meanwhile(1, [&] { ASSERT_TRUE(revoke_role(context(), by_bob, {ada, "administrator"})); });
  EXPECT_EQ(kind_of(revoke_role(context(), as(ada), {bob, "administrator"})),
            ProblemKind::conflict);
}

TEST_P(RevokeRoleTest, readsItsFormAndRefusesAnExtraField) {
  EXPECT_EQ(read_revoke_role(fields("person=1&role=editor"), web::Locale::fr)->person,
            PersonId{"1"});
  EXPECT_EQ(fields_of(read_revoke_role(fields("person=1&role=editor&x=1"), web::Locale::fr)),
            Fields{"x"});
}

PACTE_ON_BOTH_DATABASES(RevokeRoleTest);

}  // namespace
}  // namespace pacte::identity
