#include "identity/operations/sign_out.hpp"

#include "identity/forms.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class SignOutTest : public IdentityTest {};

TEST_P(SignOutTest, closesTheSessionAndNoOther) {
  auto const here = open("bob@exemple.fr");
  auto const elsewhere = open("bob@exemple.fr");
  auto const who = sign_out(context(), {here});
  ASSERT_TRUE(who);
  EXPECT_EQ(*who, bob);
  EXPECT_EQ(principal(here).person, std::nullopt);
  EXPECT_EQ(principal(elsewhere).person, bob.value);
  EXPECT_EQ(last_entry().entry.operation, "sign_out");
}

TEST_P(SignOutTest, refusesWhatIsNotAnOpenSession) {
  EXPECT_EQ(kind_of(sign_out(context(), {""})), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(sign_out(context(), {"nonsense"})), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(sign_out(context(), {std::string(64, 'a')})), ProblemKind::unauthenticated);
}

TEST_P(SignOutTest, refusesTheSecondOfTwo) {
  auto const token = open("bob@exemple.fr");
  meanwhile(1, [&] { ASSERT_TRUE(sign_out(context(), {token})); });
  EXPECT_EQ(kind_of(sign_out(context(), {token})), ProblemKind::unauthenticated);
}

TEST_P(SignOutTest, itsFormHoldsNothingMore) {
  EXPECT_TRUE(read_nothing(fields("csrf=x"), web::Locale::fr));
  EXPECT_EQ(fields_of(read_nothing(fields("csrf=x&all=1"), web::Locale::fr)), Fields{"all"});
}

PACTE_ON_BOTH_DATABASES(SignOutTest);

}  // namespace
}  // namespace pacte::identity
