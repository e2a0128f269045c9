#include "alert/operations/save_alert.hpp"

#include "alert_fixture.hpp"

namespace pacte::alert {
namespace {

using SaveAlertTest = AlertTest;

TEST_P(SaveAlertTest, asksTheAddressToConfirm) {
  ASSERT_TRUE(save("q=train&form=loan"));
  EXPECT_EQ(alerts(), 1);
  EXPECT_TRUE(server.received().empty()) << "it leaves after the commit, by the queue";
  run_jobs();
  ASSERT_EQ(letters().size(), 1U);
  auto const letter = letters()[0];
  EXPECT_THAT(letter, HasSubstr("To: ada@exemple.fr\r\n"));
  EXPECT_THAT(letter, HasSubstr("https://pacte.example/alertes/confirmation/"));
  EXPECT_THAT(letter, HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
  EXPECT_THAT(letter, HasSubstr("https://pacte.example/alertes/arret/"));
  EXPECT_THAT(letter, HasSubstr("Mots : train ;"));
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert_letter"), 0);
}

TEST_P(SaveAlertTest, keepsNeitherAddressInTheJournalNorTokenAnywhere) {
  ASSERT_TRUE(save("q=train"));
  run_jobs();
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.operation, "save_alert");
  EXPECT_EQ(entry.actor, "visitor");
  EXPECT_EQ(to_line(entry.payload), R"({"about": "appels"})");
  auto const clear = token("confirmation");
  ASSERT_FALSE(clear.empty());
  auto reading = database().read();
  EXPECT_TRUE(alert_by_token(reading, sha256_hex(clear), TokenUse::confirm));
  EXPECT_FALSE(alert_by_token(reading, clear, TokenUse::confirm));
}

TEST_P(SaveAlertTest, theSameSearchIsOneAlertAndAnotherLetter) {
  ASSERT_TRUE(save("form=loan&q=train"));
  ASSERT_TRUE(save("q=train&form=loan&apres=x", About::calls, " ADA@exemple.fr"));
  EXPECT_EQ(alerts(), 1);
  run_jobs();
  EXPECT_EQ(letters().size(), 2U);
  ASSERT_TRUE(confirm_alert(context(), token("confirmation")));
  ASSERT_TRUE(save("q=train&form=loan"));
  run_jobs();
  EXPECT_THAT(letters().back(), HasSubstr("d=C3=A9j=C3=A0 suivie"));
  EXPECT_TRUE(token("confirmation").empty());
}

TEST_P(SaveAlertTest, refusesWhatCannotBeKept) {
  EXPECT_EQ(fields_of(save("", About::calls, "ada")), Fields{"email"});
  EXPECT_EQ(fields_of(save("", About::calls, "a@b.fr\r\nBcc: c@d.fr")), Fields{"email"});
  EXPECT_EQ(fields_of(save("kind=lottery")), Fields{"query"});
  EXPECT_EQ(fields_of(save("q=" + std::string(300, 'a'), About::schemes)), Fields{"query"});
  EXPECT_EQ(alerts(), 0);
}

TEST_P(SaveAlertTest, withoutMailServerNothingIsKept) {
  mail::Sender const none{{}};
  Context const silent{database(), [this] { return now; }, none, "", ""};
  EXPECT_EQ(kind_of(save_alert(silent, {}, {.email = "ada@exemple.fr"})), ProblemKind::unavailable);
  EXPECT_EQ(alerts(), 0);
}

TEST_P(SaveAlertTest, limitsRequestsByAddressAndByNetwork) {
  for (int i = 0; i < 5; ++i)
    ASSERT_TRUE(save("q=mot" + std::to_string(i)));
  EXPECT_EQ(kind_of(save("q=encore")), ProblemKind::too_many);
  for (int i = 0; i < 15; ++i)
    ASSERT_TRUE(save("", About::calls, fmt::format("bob{}@exemple.fr", i)));
  EXPECT_EQ(kind_of(save("", About::calls, "eve@exemple.fr")), ProblemKind::too_many);
  now += std::chrono::minutes{61};
  EXPECT_TRUE(save("q=encore"));
}

TEST_P(SaveAlertTest, tenAlertsAreEnoughForAnAddress) {
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(save("q=mot" + std::to_string(i)));
    now += std::chrono::minutes{61};
  }
  EXPECT_EQ(kind_of(save("q=encore")), ProblemKind::conflict);
  EXPECT_EQ(alerts(), 10);
}

TEST_P(SaveAlertTest, whatNobodyConfirmsIsErasedAfterTwoDays) {
  ASSERT_TRUE(save("q=train"));
  now += a_day;
  ASSERT_TRUE(save("q=bus"));
  now += a_day - std::chrono::seconds{1};
  run_jobs();
  EXPECT_EQ(alerts(), 2);
  now += std::chrono::seconds{1};
  run_jobs();
  EXPECT_EQ(alerts(), 1);
  now += a_day;
  run_jobs();
  EXPECT_EQ(alerts(), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert_token"), 0);
}

TEST_P(SaveAlertTest, savingChangesNoPublicPage) {
  auto const revision = [&] {
    auto reading = database().read();
    return store::public_revision(reading);
  };
  auto const before = revision();
  ASSERT_TRUE(save());
  EXPECT_EQ(revision(), before);
}

PACTE_ON_BOTH_DATABASES(SaveAlertTest);

}  // namespace
}  // namespace pacte::alert
