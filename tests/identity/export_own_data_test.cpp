#include "identity/operations/export_own_data.hpp"

#include "identity/forms.hpp"
#include "identity/operations/erase_person.hpp"
#include "identity/operations/grant_role.hpp"
#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class ExportOwnDataTest : public IdentityTest {};

TEST_P(ExportOwnDataTest, givesWhatIsHeldAndNoSecret) {
  auto const token = open("ada@exemple.fr");
  ASSERT_TRUE(grant_role(context(), as(ada), {bob, "editor"}));
  auto const data = export_own_data(context(), principal(token));
  ASSERT_TRUE(data);
  EXPECT_EQ(data->at("person").at("email"), "Ada@Exemple.fr");
  EXPECT_EQ(data->at("person").at("roles"), Json::array({"administrator"}));
  EXPECT_EQ(data->at("sessions").size(), 1U);
  EXPECT_EQ(data->at("sessions").at(0).at("browser"), "Firefox");
  auto const& about = data->at("journal").at("about");
  EXPECT_EQ(about.at(0).at("operation"), "add_person");
  EXPECT_EQ(about.back().at("operation"), "export_own_data");
  auto const& done = data->at("journal").at("done");
  ASSERT_EQ(done.size(), 1U);
  EXPECT_EQ(done.at(0).at("operation"), "grant_role");
  EXPECT_FALSE(done.at(0).contains("content"));
  auto const text = to_line(*data);
  EXPECT_EQ(text.find("$argon2id$"), std::string::npos);
  EXPECT_EQ(text.find(principal(token).csrf_token), std::string::npos);
  EXPECT_EQ(text.find(token), std::string::npos);
  EXPECT_EQ(last_entry().entry.operation, "export_own_data");
}

TEST_P(ExportOwnDataTest, refusesAVisitor) {
  EXPECT_EQ(kind_of(export_own_data(context(), {})), ProblemKind::unauthenticated);
}

TEST_P(ExportOwnDataTest, refusesAnAccountErasedMeanwhile) {
  auto const who = as(bob);
  meanwhile(1, [&] { ASSERT_TRUE(erase_person(context(), as(ada), {bob, "", ""})); });
  EXPECT_EQ(kind_of(export_own_data(context(), who)), ProblemKind::unauthenticated);
}

TEST_P(ExportOwnDataTest, itsFormHoldsNothingMore) {
  EXPECT_EQ(fields_of(read_nothing(fields("person=1"), web::Locale::fr)), Fields{"person"});
}

PACTE_ON_BOTH_DATABASES(ExportOwnDataTest);

}  // namespace
}  // namespace pacte::identity
