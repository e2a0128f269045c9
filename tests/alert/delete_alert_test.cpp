#include "alert/operations/delete_alert.hpp"

#include "alert_fixture.hpp"

namespace pacte::alert {
namespace {

using DeleteAlertTest = AlertTest;

TEST_P(DeleteAlertTest, forgetsTheAddressAndWhatItTold) {
  confirmed();
  open_call();
  now += a_day;
  ASSERT_TRUE(send_alerts(context(), "system"));
  run_jobs();
  ASSERT_EQ(letters().size(), 2U);
  auto const stopped = delete_alert(context(), token("arret"));
  ASSERT_TRUE(stopped);
  EXPECT_EQ(alerts(), 0);
  for (auto const* sql : {"SELECT COUNT(*) FROM alert_token", "SELECT COUNT(*) FROM alert_told",
                          "SELECT COUNT(*) FROM alert_letter"})
    EXPECT_EQ(count(sql), 0) << sql;
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.operation, "delete_alert");
  EXPECT_EQ(to_line(entry.payload), R"({"about": "appels", "reason": "asked"})");
}

TEST_P(DeleteAlertTest, theLinkOfAnyLetterStops) {
  ASSERT_TRUE(save());
  run_jobs();
  auto const first = token("arret");
  ASSERT_TRUE(confirm_alert(context(), token("confirmation")));
  open_call();
  now += a_day;
  run_jobs();
  ASSERT_NE(token("arret"), first);
  EXPECT_TRUE(delete_alert(context(), first));
}

TEST_P(DeleteAlertTest, refusesWhatIsNoLinkOrStoppedAlready) {
  confirmed();
  for (auto const& wrong : {std::string{}, token("confirmation")})
    EXPECT_EQ(kind_of(delete_alert(context(), wrong)), ProblemKind::not_found);
  auto const link = token("arret");
  ASSERT_TRUE(delete_alert(context(), link));
  EXPECT_EQ(kind_of(delete_alert(context(), link)), ProblemKind::not_found);
}

TEST_P(DeleteAlertTest, aLetterThatWaitsDoesNotLeave) {
  confirmed();
  open_call();
  now += a_day;
  ASSERT_TRUE(send_alerts(context(), "system"));
  ASSERT_TRUE(delete_alert(context(), token("arret")));
  run_jobs();
  EXPECT_EQ(letters().size(), 1U) << "the confirmation alone";
}

TEST_P(DeleteAlertTest, anAccountGivesAndErasesItsOwn) {
  {
    auto writing = database().write();
    writing.session().script(
        "INSERT INTO person (id, name, created_at, password_changed_at) VALUES ('p1', 'Ada', "
        "'2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z')");
    writing.commit();
  }
  ASSERT_TRUE(save_alert(context(), officer("p1"),
                         {.email = "ada@exemple.fr", .parameters = parameters("q=train")}));
  ASSERT_TRUE(save("", About::calls, "eve@exemple.fr"));
  auto writing = database().write();
  auto const given = saved_alerts().give(writing, "p1");
  ASSERT_EQ(given.size(), 1U);
  EXPECT_EQ(given[0]["email"], "ada@exemple.fr");
  EXPECT_EQ(given[0]["search"], "q=train");
  saved_alerts().erase(writing, "p1");
  writing.commit();
  EXPECT_EQ(alerts(), 1) << "somebody else's stays";
}

PACTE_ON_BOTH_DATABASES(DeleteAlertTest);

}  // namespace
}  // namespace pacte::alert
