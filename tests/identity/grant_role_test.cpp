#include "identity/operations/grant_role.hpp"

#include "identity/forms.hpp"
#include "identity/operations/erase_person.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class GrantRoleTest : public IdentityTest {};

TEST_P(GrantRoleTest, isSeenAtOnceByOpenSessions) {
  auto const token = open("bob@exemple.fr");
  EXPECT_FALSE(principal(token).may(manage_people));
  ASSERT_TRUE(grant_role(context(), as(ada), {bob, "administrator"}));
  EXPECT_TRUE(principal(token).may(manage_people));
  EXPECT_EQ(last_entry().entry.operation, "grant_role");
  EXPECT_EQ(to_line(last_entry().entry.payload), R"({"role": "administrator"})");
}

TEST_P(GrantRoleTest, refusesWithoutTheRight) {
  EXPECT_EQ(kind_of(grant_role(context(), {}, {bob, "editor"})), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(grant_role(context(), as(bob), {bob, "administrator"})),
            ProblemKind::forbidden);
}

TEST_P(GrantRoleTest, refusesAnEmptyOrUnknownRoleAndThatOfVisitors) {
  for (auto const* role : {"", "king", "visitor"}) {
    EXPECT_EQ(fields_of(grant_role(context(), as(ada), {bob, role})), Fields{"role"}) << role;
  }
}

TEST_P(GrantRoleTest, refusesAnUnknownOrErasedPerson) {
  EXPECT_EQ(kind_of(grant_role(context(), as(ada), {{"x"}, "editor"})), ProblemKind::not_found);
  ASSERT_TRUE(erase_person(context(), as(ada), {bob, "", ""}));
  EXPECT_EQ(kind_of(grant_role(context(), as(ada), {bob, "editor"})), ProblemKind::conflict);
}

TEST_P(GrantRoleTest, refusesTheSecondOfTwo) {
  meanwhile(1, [&] { ASSERT_TRUE(grant_role(context(), as(ada), {bob, "editor"})); });
  EXPECT_EQ(kind_of(grant_role(context(), as(ada), {bob, "editor"})), ProblemKind::conflict);
}

TEST_P(GrantRoleTest, readsItsFormAndRefusesAnExtraField) {
  EXPECT_EQ(read_grant_role(fields("person=1&role=editor"), web::Locale::fr)->role, "editor");
  EXPECT_EQ(fields_of(read_grant_role(fields("person=1&role=editor&x=1"), web::Locale::fr)),
            Fields{"x"});
  EXPECT_EQ(fields_of(read_grant_role(fields(""), web::Locale::fr)), (Fields{"person", "role"}));
}

PACTE_ON_BOTH_DATABASES(GrantRoleTest);

}  // namespace
}  // namespace pacte::identity
