#include "identity/rules.hpp"

#include <gtest/gtest.h>

namespace pacte::identity {
namespace {

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

TEST(EmailRules, comparesWithoutCaseNorEnds) {
  EXPECT_EQ(email_key("  Ada@Exemple.FR\n"), email_key("ada@exemple.fr"));
  EXPECT_NE(email_key("ada@exemple.fr"), email_key("ada@exemple.org"));
}

TEST(EmailRules, acceptsWhatCanReceiveMail) {
  for (auto const* email : {"a@b.fr", " prenom.nom+tri@sous.domaine.exemple ", "o'neil@x.org"}) {
    EXPECT_EQ(email_fault(email), std::nullopt) << email;
  }
}

TEST(EmailRules, refusesWhatCannot) {
  for (auto const& email :
       {std::string{}, std::string{"  "}, std::string{"ada"}, std::string{"@exemple.fr"},
        std::string{"ada@"}, std::string{"ada@exemple"}, std::string{"ada@.fr"},
        std::string{"ada@exemple."}, std::string{"ada@ex..fr"}, std::string{"a da@exemple.fr"},
        std::string{"ada@exemple@x.fr"}, std::string{"ada@exemple.fr\r\nBcc: b@x.fr"},
        std::string{"ada@exemple.fr\0"
                    "x",
                    16},
        "a" + std::string(254, 'b') + "@x.fr", std::string{"ada\xC3@exemple.fr"}}) {
    EXPECT_NE(email_fault(email), std::nullopt) << email;
  }
}

TEST(NameRules, countsCodePointsAndRefusesControls) {
  std::string hundred;
  for (int i = 0; i < 100; ++i)
    hundred += "é";
  EXPECT_EQ(name_fault(hundred), std::nullopt);
  EXPECT_NE(name_fault(hundred + "é"), std::nullopt);
  EXPECT_NE(name_fault(" \t "), std::nullopt);
  EXPECT_NE(name_fault("A\nB"), std::nullopt);
  EXPECT_NE(name_fault("\xFF"), std::nullopt);
}

TEST(PasswordRules, asksForLengthAndNothingOfComposition) {
  EXPECT_EQ(password_fault("cheval pile agrafe", "a@x.fr"), std::nullopt);
  EXPECT_EQ(password_fault("éééèèèàààùùù", "a@x.fr"), std::nullopt);
  EXPECT_NE(password_fault("onze carac.", "a@x.fr"), std::nullopt);
  EXPECT_EQ(password_fault("ab" + std::string(1'022, ' '), "a@x.fr"), std::nullopt);
  EXPECT_NE(password_fault("ab" + std::string(1'023, ' '), "a@x.fr"), std::nullopt);
}

TEST(PasswordRules, refusesTheEmailAndWhatIsTriedFirst) {
  EXPECT_NE(password_fault("Ada@Exemple.fr", "ada@exemple.fr"), std::nullopt);
  EXPECT_NE(password_fault("MotDePasse123", "a@x.fr"), std::nullopt);
  EXPECT_NE(password_fault("aaaaaaaaaaaaaa", "a@x.fr"), std::nullopt);
  EXPECT_NE(password_fault(std::string(20, ' '), "a@x.fr"), std::nullopt);
  EXPECT_NE(password_fault("douze octets\xFF", "a@x.fr"), std::nullopt);
}

TEST(AttemptRules, doubleTheWaitUpToTheLongest) {
  using std::chrono::minutes;
  using std::chrono::seconds;
  EXPECT_TRUE(may_try(account_limit, {4, noon}, noon));
  EXPECT_FALSE(may_try(account_limit, {5, noon}, noon + seconds{14}));
  EXPECT_TRUE(may_try(account_limit, {5, noon}, noon + seconds{15}));
  EXPECT_FALSE(may_try(account_limit, {7, noon}, noon + seconds{59}));
  EXPECT_TRUE(may_try(account_limit, {7, noon}, noon + seconds{60}));
  EXPECT_FALSE(may_try(account_limit, {1'000'000, noon}, noon + seconds{899}));
  EXPECT_TRUE(may_try(account_limit, {1'000'000, noon}, noon + minutes{15}));
}

TEST(SessionRules, endAtTheEarlierOfIdleAndAbsolute) {
  using std::chrono::hours;
  EXPECT_EQ(session_end(noon, noon + hours{1}), noon + hours{13});
  EXPECT_EQ(session_end(noon, noon + hours{160}), noon + hours{168});
}

TEST(RemoteRules, countASubscriberOnce) {
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("2001:db8:1:2:3::4"), network_of("2001:db8:1:2:ffff::"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("what?"), "what?");
}

TEST(AgentRules, nameTheBrowserNotItsAncestors) {
  EXPECT_EQ(agent_of("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"),
            (Agent{"Firefox", "Linux"}));
  EXPECT_EQ(agent_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                     "Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0"),
            (Agent{"Edge", "Windows"}));
  EXPECT_EQ(agent_of("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128 Mobile "
                     "Safari/537.36"),
            (Agent{"Chrome", "Android"}));
  EXPECT_EQ(agent_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                     "Version/17.5 Mobile/15E148 Safari/604.1"),
            (Agent{"Safari", "iOS"}));
  EXPECT_EQ(agent_of("<script>"), Agent{});
}

TEST(LocalPath, staysOnThisSite) {
  for (auto const* path : {"/", "/plans?x=1&y=é", "/en/compte#sessions"}) {
    EXPECT_TRUE(is_local_path(path)) << path;
  }
  for (auto const* path :
       {"", "plans", "//ailleurs.fr", "/\\ailleurs.fr", "\\\\ailleurs.fr", "https://ailleurs.fr",
        "/\t/ailleurs.fr", "/a\r\nSet-Cookie: x=y", "javascript:alert(1)", " /plans", "/\xFF"}) {
    EXPECT_FALSE(is_local_path(path)) << path;
  }
  EXPECT_FALSE(is_local_path("/" + std::string(2'000, 'a')));
}

TEST(SessionToken, hasOneShape) {
  EXPECT_TRUE(is_session_token(std::string(64, 'a')));
  EXPECT_FALSE(is_session_token(std::string(63, 'a')));
  EXPECT_FALSE(is_session_token(std::string(64, 'A')));
  EXPECT_FALSE(is_session_token(""));
}

TEST(Roles, areFoundByTheirNames) {
  for (auto const& names : all_roles) {
    EXPECT_EQ(parse_role(names.name), names.role);
    EXPECT_EQ(names_of(names.role).name, names.name);
  }
  EXPECT_EQ(parse_role("Administrator"), std::nullopt);
}

}  // namespace
}  // namespace pacte::identity
