#include "identity/commands.hpp"

#include <sstream>

#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class UserAddTest : public IdentityTest {
 protected:
  int run(UserAdd const& options, std::vector<std::optional<std::string>> typed, bool twice) {
    std::size_t next = 0;
    return user_add(
        context(), options, out, err, [&](std::string const&) { return typed.at(next++); }, twice);
  }
  std::ostringstream out;
  std::ostringstream err;
};

TEST_P(UserAddTest, opensTheFirstAdministratorsAccount) {
  EXPECT_EQ(run({"eve@exemple.fr", "Ève"}, {good_password, good_password}, true), 0);
  auto const opened = try_sign_in("eve@exemple.fr", good_password);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(principal(opened->token).may(manage_people));
  EXPECT_EQ(out.str(), "Le compte de eve@exemple.fr est ouvert.\n");
  auto reading = database().read();
  EXPECT_EQ(store::journal_page(reading, opened->person.value, 0, 9).back().entry.actor,
            "command-line");
}

TEST_P(UserAddTest, saysWhyItDoesNot) {
  EXPECT_EQ(run({"eve@exemple.fr", "Ève"}, {good_password, other_password}, true), 1);
  EXPECT_EQ(run({"eve@exemple.fr", "Ève"}, {std::nullopt}, false), 1);
  EXPECT_EQ(run({"eve@exemple.fr", "Ève"}, {"court"}, false), 1);
  EXPECT_EQ(run({"ada@exemple.fr", "Ada"}, {good_password}, false), 1);
  EXPECT_EQ(out.str(), "");
  EXPECT_NE(err.str().find("diffèrent"), std::string::npos);
  EXPECT_NE(err.str().find("moins de 12 caractères"), std::string::npos);
  EXPECT_NE(err.str().find("a déjà un compte"), std::string::npos);
  EXPECT_EQ(err.str().find("court\n"), std::string::npos);
}

PACTE_ON_BOTH_DATABASES(UserAddTest);

}  // namespace
}  // namespace pacte::identity
