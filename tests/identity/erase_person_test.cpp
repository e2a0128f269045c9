#include "identity/operations/erase_person.hpp"

#include "identity/forms.hpp"
#include "identity/operations/grant_role.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class ErasePersonTest : public IdentityTest {
 protected:
  store::JournalCheck verified() {
    auto reading = database().read();
    return store::verify_journal(reading);
  }
};

TEST_P(ErasePersonTest, forgetsThePersonWhileTheJournalStillVerifies) {
  auto const token = open("bob@exemple.fr");
  {
    auto writing = database().write();
    store::Journal{writing, now}.append(
        {"system", "note_address", "person", bob.value, {{"address", "3, rue des Lilas"}}});
    store::Journal{writing, now}.append({bob.value, "propose", "proposal", "p-1", {{"n", 1}}});
    writing.commit();
  }
  auto const emptied = erase_person(context(), as(ada), {bob, "", ""});
  ASSERT_TRUE(emptied);
  EXPECT_EQ(*emptied, 3);  // added, signed in, address
  auto const gone = person(bob);
  EXPECT_EQ(gone.email + gone.name, "");
  EXPECT_EQ(gone.password_hash, std::nullopt);
  EXPECT_EQ(gone.erased_at, now);
  EXPECT_EQ(principal(token).person, std::nullopt);
  EXPECT_EQ(open_sessions(bob), 0U);
  EXPECT_EQ(whole_journal().find("Lilas"), std::string::npos);
  EXPECT_NE(whole_journal().find(R"({"n": 1})"), std::string::npos);
  EXPECT_EQ(verified().fault, std::nullopt);
  EXPECT_EQ(verified().erased, 3);
  EXPECT_EQ(last_entry().entry.operation, "erase_person");
}

TEST_P(ErasePersonTest, theEmailMayOpenAnAccountAgain) {
  ASSERT_TRUE(erase_person(context(), as(ada), {bob, "", ""}));
  EXPECT_NE(add("bob@exemple.fr", "Bob", {}), bob);
}

TEST_P(ErasePersonTest, oneselfOnlyWithThePassword) {
  EXPECT_EQ(fields_of(erase_person(context(), as(bob), {bob, "", ""})), Fields{"password"});
  EXPECT_EQ(fields_of(erase_person(context(), as(bob), {bob, "not this one", ""})),
            Fields{"password"});
  EXPECT_TRUE(erase_person(context(), as(bob), {bob, good_password, ""}));
  EXPECT_EQ(kind_of(erase_person(context(), principal(""), {bob, good_password, ""})),
            ProblemKind::unauthenticated);
}

TEST_P(ErasePersonTest, refusesWithoutTheRight) {
  EXPECT_EQ(kind_of(erase_person(context(), {}, {bob, "", ""})), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(erase_person(context(), as(bob), {ada, good_password, ""})),
            ProblemKind::forbidden);
}

TEST_P(ErasePersonTest, refusesAnUnknownOrErasedPerson) {
  EXPECT_EQ(kind_of(erase_person(context(), as(ada), {{""}, "", ""})), ProblemKind::not_found);
  ASSERT_TRUE(erase_person(context(), as(ada), {bob, "", ""}));
  EXPECT_EQ(kind_of(erase_person(context(), as(ada), {bob, "", ""})), ProblemKind::conflict);
}

TEST_P(ErasePersonTest, refusesTheLastAdministrator) {
  EXPECT_EQ(kind_of(erase_person(context(), as(ada), {ada, good_password, ""})),
            ProblemKind::conflict);
  ASSERT_TRUE(grant_role(context(), as(ada), {bob, "administrator"}));
  EXPECT_TRUE(erase_person(context(), as(ada), {ada, good_password, ""}));
}

TEST_P(ErasePersonTest, ofTwoLastAdministratorsErasingEachOtherOneStays) {
  ASSERT_TRUE(grant_role(context(), as(ada), {bob, "administrator"}));
  auto const by_bob = as(bob);
  meanwhile(1, [&] { ASSERT_TRUE(erase_person(context(), by_bob, {ada, "", ""})); });
  EXPECT_EQ(kind_of(erase_person(context(), as(ada), {bob, "", ""})), ProblemKind::conflict);
}

TEST_P(ErasePersonTest, readsItsFormsAndRefusesAnExtraField) {
  EXPECT_EQ(read_erase_person(fields("person=12"), web::Locale::fr)->person, PersonId{"12"});
  EXPECT_EQ(fields_of(read_erase_person(fields("person=12&x=1"), web::Locale::fr)), Fields{"x"});
  EXPECT_EQ(fields_of(read_erase_oneself(fields("password=12&person=1"), web::Locale::fr)),
            Fields{"person"});
}

PACTE_ON_BOTH_DATABASES(ErasePersonTest);

}  // namespace
}  // namespace pacte::identity
