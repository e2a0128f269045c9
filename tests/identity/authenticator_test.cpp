#include "identity/authenticator.hpp"

#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class AuthenticatorTest : public IdentityTest {
 protected:
  Instant last_seen() {
    auto reading = database().read();
    return sessions_of(reading, bob, now).at(0).last_seen;
  }
};

TEST_P(AuthenticatorTest, withoutACookieTheDatabaseIsNotTouched) {
  // Every connection is taken: touching the database would fail.
  store::Database narrow{url(), {.connections = 1, .wait = std::chrono::milliseconds{1}}};
  auto busy = narrow.read();
  auto const table = std::make_shared<PermissionTable const>(identity_module().permissions);
  auto const authenticate = make_authenticator(narrow, table);
  web::Request request;
  EXPECT_EQ(authenticate(request).person, std::nullopt);
  request.cookies["pacte_session"] = "not a token";
  EXPECT_EQ(authenticate(request).person, std::nullopt);
  request.cookies["pacte_session"] = std::string(64, 'a');
  EXPECT_ANY_THROW(authenticate(request));
}

TEST_P(AuthenticatorTest, recognisesAnOpenSession) {
  auto const who = principal(open("bob@exemple.fr"));
  EXPECT_EQ(who.person, bob.value);
  EXPECT_EQ(who.name, "Bob");
  EXPECT_TRUE(who.may(own_account));
  EXPECT_FALSE(who.may(manage_people));
  EXPECT_EQ(principal(std::string(64, 'a')).person, std::nullopt);
}

TEST_P(AuthenticatorTest, writesLastSeenEveryFiveMinutesAtMost) {
  auto const token = open("bob@exemple.fr");
  now = noon + minutes{4};
  principal(token);
  EXPECT_EQ(last_seen(), noon);
  now = noon + minutes{5};
  principal(token);
  EXPECT_EQ(last_seen(), now);
}

TEST_P(AuthenticatorTest, forgetsASessionNotUsedForTwelveHours) {
  auto const token = open("bob@exemple.fr");
  now = noon + hours{12} - std::chrono::milliseconds{1};
  EXPECT_EQ(principal(token).person, bob.value);
  now += hours{12};
  EXPECT_EQ(principal(token).person, std::nullopt);
}

TEST_P(AuthenticatorTest, forgetsASessionAfterSevenDaysHoweverUsed) {
  auto const token = open("bob@exemple.fr");
  for (; now < noon + hours{168}; now += hours{6})
    EXPECT_EQ(principal(token).person, bob.value);
  EXPECT_EQ(principal(token).person, std::nullopt);
}

TEST_P(AuthenticatorTest, readsOnlyThePrefixedCookieOverHttps) {
  web::Request request;
  request.cookies["pacte_session"] = open("bob@exemple.fr");
  request.secure = true;
  EXPECT_EQ(authenticate_request(request).person, std::nullopt);
  request.cookies["__Host-pacte_session"] = request.cookies["pacte_session"];
  EXPECT_EQ(authenticate_request(request).person, bob.value);
}

PACTE_ON_BOTH_DATABASES(AuthenticatorTest);

TEST(SessionCookie, isKeptFromScriptsAndOtherSites) {
  web::Request request;
  EXPECT_EQ(session_cookie(request, "abc"),
            "pacte_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
  request.secure = true;
  EXPECT_EQ(session_cookie(request, "abc"),
            "__Host-pacte_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure");
  EXPECT_EQ(no_session_cookie(request),
            "__Host-pacte_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
}

}  // namespace
}  // namespace pacte::identity
