#include "identity/operations/revoke_session.hpp"

#include "base/text.hpp"
#include "identity/forms.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class RevokeSessionTest : public IdentityTest {
 protected:
  SessionId id_of(std::string const& token) {
    auto reading = database().read();
    return session_by_token(reading, sha256_hex(token)).value().id;
  }
};

TEST_P(RevokeSessionTest, closesOneFromAfar) {
  auto const here = open("bob@exemple.fr");
  auto const lost = open("bob@exemple.fr");
  EXPECT_EQ(revoke_session(context(), principal(here), {id_of(lost), here}), 1);
  EXPECT_EQ(principal(lost).person, std::nullopt);
  EXPECT_EQ(principal(here).person, bob.value);
  EXPECT_EQ(to_line(last_entry().entry.payload), R"({"closed": 1})");
}

TEST_P(RevokeSessionTest, closesAllTheOthers) {
  auto const here = open("bob@exemple.fr");
  open("bob@exemple.fr");
  open("bob@exemple.fr");
  auto const of_ada = open("ada@exemple.fr");
  EXPECT_EQ(revoke_session(context(), principal(here), {std::nullopt, here}), 2);
  EXPECT_EQ(principal(here).person, bob.value);
  EXPECT_EQ(principal(of_ada).person, ada.value);
}

TEST_P(RevokeSessionTest, refusesAVisitorAndAnotherPersonsSession) {
  auto const of_ada = open("ada@exemple.fr");
  EXPECT_EQ(kind_of(revoke_session(context(), {}, {id_of(of_ada), ""})),
            ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(revoke_session(context(), as(bob), {id_of(of_ada), ""})),
            ProblemKind::not_found);
  EXPECT_EQ(principal(of_ada).person, ada.value);
}

TEST_P(RevokeSessionTest, refusesTheSecondOfTwo) {
  auto const id = id_of(open("bob@exemple.fr"));
  meanwhile(1, [&] { ASSERT_TRUE(revoke_session(context(), as(bob), {id, ""})); });
  EXPECT_EQ(kind_of(revoke_session(context(), as(bob), {id, ""})), ProblemKind::not_found);
}

TEST_P(RevokeSessionTest, readsItsFormAndRefusesAnExtraField) {
  EXPECT_EQ(read_revoke_session(fields("session=12ab"), web::Locale::fr)->session,
            SessionId{"12ab"});
  EXPECT_EQ(read_revoke_session(fields(""), web::Locale::fr)->session, std::nullopt);
  EXPECT_EQ(fields_of(read_revoke_session(fields("person=1"), web::Locale::fr)), Fields{"person"});
}

PACTE_ON_BOTH_DATABASES(RevokeSessionTest);

}  // namespace
}  // namespace pacte::identity
