#include "identity/operations/change_password.hpp"

#include "identity/forms.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class ChangePasswordTest : public IdentityTest {
 protected:
  Result<void> change(std::string const& current, std::string const& replacement,
                      std::string const& token = "") {
    return change_password(context(), as(bob), {current, replacement, "192.0.2.1", token});
  }
};

TEST_P(ChangePasswordTest, replacesThePasswordAndClosesTheOtherSessions) {
  auto const here = open("bob@exemple.fr");
  auto const elsewhere = open("bob@exemple.fr");
  now += std::chrono::minutes{1};
  ASSERT_TRUE(change(good_password, other_password, here));
  EXPECT_EQ(principal(here).person, bob.value);
  EXPECT_EQ(principal(elsewhere).person, std::nullopt);
  EXPECT_EQ(person(bob).password_changed_at, now);
  EXPECT_FALSE(try_sign_in("bob@exemple.fr", good_password));
  EXPECT_TRUE(try_sign_in("bob@exemple.fr", other_password));
}

TEST_P(ChangePasswordTest, journalsNeitherPassword) {
  ASSERT_TRUE(change(good_password, other_password));
  EXPECT_EQ(last_entry().entry.operation, "change_password");
  EXPECT_EQ(to_line(last_entry().entry.payload), R"({"closed": 0})");
}

TEST_P(ChangePasswordTest, refusesAVisitorAndEmptyFields) {
  EXPECT_EQ(kind_of(change_password(context(), {}, {good_password, other_password, "", ""})),
            ProblemKind::unauthenticated);
  EXPECT_EQ(fields_of(change("", "")), (Fields{"current", "replacement"}));
}

TEST_P(ChangePasswordTest, refusesAWrongOrUnchangedOrWeakPassword) {
  auto const wrong = change("not this one", other_password);
  EXPECT_EQ(kind_of(wrong), ProblemKind::invalid);
  EXPECT_EQ(fields_of(wrong), Fields{"current"});
  EXPECT_EQ(fields_of(change(good_password, good_password)), Fields{"replacement"});
  EXPECT_EQ(fields_of(change(good_password, "court")), Fields{"replacement"});
  EXPECT_EQ(fields_of(change(good_password, "motdepasse123")), Fields{"replacement"});
}

TEST_P(ChangePasswordTest, slowsDownGuessesOfTheCurrentOne) {
  for (int i = 0; i < 5; ++i)
    EXPECT_FALSE(change("not this one", other_password));
  EXPECT_EQ(kind_of(change(good_password, other_password)), ProblemKind::too_many);
}

TEST_P(ChangePasswordTest, refusesTheSecondOfTwo) {
  meanwhile(2, [&] { ASSERT_TRUE(change(good_password, other_password)); });
  EXPECT_EQ(kind_of(change(good_password, "encore une autre phrase")), ProblemKind::conflict);
  EXPECT_TRUE(try_sign_in("bob@exemple.fr", other_password));
}

TEST_P(ChangePasswordTest, readsItsFormAndRefusesAnExtraField) {
  EXPECT_EQ(read_change_password(fields("current=a&replacement=+b+"), web::Locale::fr)->replacement,
            " b ");
  EXPECT_EQ(fields_of(read_change_password(fields("current=a&person=1"), web::Locale::fr)),
            Fields{"person"});
}

PACTE_ON_BOTH_DATABASES(ChangePasswordTest);

}  // namespace
}  // namespace pacte::identity
