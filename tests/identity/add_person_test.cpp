#include "identity/operations/add_person.hpp"

#include <thread>

#include "identity/forms.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class AddPersonTest : public IdentityTest {
 protected:
  Result<PersonId> add_as(web::Principal const& actor, AddPerson const& input) {
    return add_person(context(), actor, input);
  }
  AddPerson const chloe{"  Chloé@Exemple.fr ", " Chloé  ", good_password, {"officer", "citizen"}};
};

TEST_P(AddPersonTest, opensAnAccountAndJournalsItWithoutPersonalData) {
  auto const added = add_as(as(ada), chloe);
  ASSERT_TRUE(added);
  auto const made = person(*added);
  EXPECT_EQ(made.email, "Chloé@Exemple.fr");
  EXPECT_EQ(made.name, "Chloé");
  EXPECT_EQ(made.roles, (std::set{Role::citizen, Role::officer}));
  EXPECT_TRUE(made.password_hash->starts_with("$argon2id$"));
  EXPECT_EQ(made.created_at, noon);
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.actor, ada.value);
  EXPECT_EQ(entry.operation, "add_person");
  EXPECT_EQ(entry.subject, added->value);
  EXPECT_EQ(to_line(entry.payload), R"({"roles": ["citizen", "officer"]})");
}

TEST_P(AddPersonTest, refusesWithoutTheRight) {
  EXPECT_EQ(kind_of(add_as({}, chloe)), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(add_as(as(bob), chloe)), ProblemKind::forbidden);
}

TEST_P(AddPersonTest, refusesEmptyAndWrongFields) {
  EXPECT_EQ(fields_of(add_as(as(ada), {})), (Fields{"email", "name", "password"}));
  auto input = chloe;
  input.roles = {"king"};
  EXPECT_EQ(fields_of(add_as(as(ada), input)), Fields{"roles"});
  input.roles = {"visitor"};
  EXPECT_EQ(fields_of(add_as(as(ada), input)), Fields{"roles"});
  input = chloe;
  input.password = "Chloé@exemple.fr";
  EXPECT_EQ(fields_of(add_as(as(ada), input)), Fields{"password"});
}

TEST_P(AddPersonTest, refusesAnEmailThatHasAnAccountWhateverItsCase) {
  auto input = chloe;
  input.email = " ADA@exemple.FR";
  auto const added = add_as(as(ada), input);
  EXPECT_EQ(kind_of(added), ProblemKind::conflict);
  EXPECT_EQ(fields_of(added), Fields{"email"});
}

TEST_P(AddPersonTest, ofTwoAtTheSameTimeOneIsAdded) {
  auto const manager = as(ada);
  std::array<bool, 2> added{};
  {
    std::jthread const first{[&] { added[0] = add_as(manager, chloe).has_value(); }};
    std::jthread const second{[&] { added[1] = add_as(manager, chloe).has_value(); }};
  }
  EXPECT_NE(added[0], added[1]);
}

TEST_P(AddPersonTest, readsItsFormAndRefusesAnExtraField) {
  auto const read = read_add_person(
      fields("csrf=x&email=c@x.fr&name=C&password=secret&roles=officer"), web::Locale::fr);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->email, "c@x.fr");
  EXPECT_EQ(read->roles, std::vector<std::string>{"officer"});
  EXPECT_EQ(fields_of(read_add_person(fields("email=c@x.fr&id=1"), web::Locale::fr)), Fields{"id"});
}

PACTE_ON_BOTH_DATABASES(AddPersonTest);

}  // namespace
}  // namespace pacte::identity
