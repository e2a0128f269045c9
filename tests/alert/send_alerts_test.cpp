#include "alert/operations/send_alerts.hpp"

#include "alert_fixture.hpp"

namespace pacte::alert {
namespace {

class SendAlertsTest : public AlertTest {
 protected:
  /// The letters of a day, one day later.
  std::vector<std::string> next_day() {
    auto const before = letters().size();
    now += a_day;
    EXPECT_TRUE(send_alerts(context(), "system"));
    run_jobs();
    auto const all = letters();
    return {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()};
  }

  std::int64_t made() {
    auto const sent = send_alerts(context(), "system");
    EXPECT_TRUE(sent);
    EXPECT_EQ(sent.value_or(SentAlerts{}).failures, 0);
    return sent.value_or(SentAlerts{}).letters;
  }
};

TEST_P(SendAlertsTest, tellsANewCallOnce) {
  open_call("Appel ancien");
  confirmed();
  EXPECT_TRUE(next_day().empty()) << "nothing new, no letter";
  open_call("Appel vélo");
  auto const day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("Nouvel appel : Appel v=C3=A9lo"));
  EXPECT_THAT(day[0], HasSubstr("https://pacte.example/appels/a/fund/2"));
  EXPECT_THAT(day[0], Not(HasSubstr("ancien")));
  EXPECT_TRUE(next_day().empty());
}

TEST_P(SendAlertsTest, tellsOpeningThenClosingThenAProlongation) {
  auto announced = call(
      {.scheme = "a/fund", .label = "Appel", .opens = now + 3 * a_day, .closes = now + 20 * a_day});
  confirmed();
  EXPECT_TRUE(next_day().empty());
  now += 2 * a_day;
  auto day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("L=E2=80=99appel ouvre : Appel"));
  now += 9 * a_day;
  day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("moins d=E2=80=99une semaine : Appel"));
  EXPECT_TRUE(next_day().empty());
  *announced.closes += 2 * a_day;
  call(announced);
  day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("moins d=E2=80=99une semaine : Appel"));
}

TEST_P(SendAlertsTest, tellsACancellationToThoseWhoKnew) {
  auto known = open_call("Appel connu");
  confirmed();
  known.cancelled = true;
  call(known);
  auto unknown = open_call("Appel inconnu");
  unknown.cancelled = true;
  call(unknown);
  auto const day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("Appel annul=C3=A9 : Appel connu"));
  EXPECT_THAT(day[0], Not(HasSubstr("inconnu")));
}

TEST_P(SendAlertsTest, tellsOnlyWhatTheSearchFinds) {
  confirmed("q=vélo&kind=projects", About::calls, "ada@exemple.fr");
  confirmed("q=train", About::calls, "bob@exemple.fr");
  confirmed("kind=interest", About::calls, "eve@exemple.fr");
  confirmed("form=grant", About::calls, "ian@exemple.fr");
  confirmed("form=loan", About::calls, "joe@exemple.fr");
  open_call("Appel vélo");
  auto const day = next_day();
  ASSERT_EQ(day.size(), 2U);
  EXPECT_THAT(day[0] + day[1], HasSubstr("To: ada@exemple.fr"));
  EXPECT_THAT(day[0] + day[1], HasSubstr("To: joe@exemple.fr"));
}

TEST_P(SendAlertsTest, tellsSchemesNewAndChangedAndTheirCalls) {
  confirmed("beneficiary_kind=enterprise", About::schemes);
  confirmed("q=forêt", About::schemes, "bob@exemple.fr");
  now += a_day;
  auto changed = instrument("a/fund", "Fonds régional");
  changed["eligibility"] = {"Siège en région", "Moins de 250 salariés"};
  replace(changed);
  add(aid::instrument_kind(), instrument("a/new", "Aide nouvelle"));
  ASSERT_TRUE(aid::describe_schemes(database(), "command-line", now));
  open_call("Appel du fonds");
  auto const day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("Dispositif modifi=C3=A9 : Fonds r=C3=A9gional"));
  EXPECT_THAT(day[0], HasSubstr("Nouveau dispositif : Aide nouvelle"));
  EXPECT_THAT(day[0], HasSubstr("https://pacte.example/dispositifs/a/new"));
  EXPECT_THAT(day[0], HasSubstr("Nouvel appel : Appel du fonds"));
  EXPECT_THAT(day[0], Not(HasSubstr("Pr=C3=AAt r=C3=A9gional"))) << "it did not change";
  EXPECT_TRUE(next_day().empty());
}

TEST_P(SendAlertsTest, tellsWhatOfficersPublish) {
  confirmed("q=vélo", About::schemes);
  confirmed("q=vélo&status=past", About::schemes, "bob@exemple.fr");
  now += a_day;
  auto const begun = draft();
  auto const saved =
      aid::save_scheme(database(), now, officer("ada"), {ref(begun), complete(begun.content)});
  ASSERT_TRUE(saved);
  auto const proposed = aid::propose_scheme(database(), now, officer("ada"), ref(*saved));
  ASSERT_TRUE(proposed);
  EXPECT_EQ(made(), 0) << "a draft is not public";
  ASSERT_TRUE(aid::publish_scheme(database(), now, officer("bob"), ref(*proposed)));
  auto const day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("To: ada@exemple.fr"));
  EXPECT_THAT(day[0], HasSubstr("Aide au v=C3=A9lo"));
}

TEST_P(SendAlertsTest, speaksTheLanguageOfThePage) {
  confirmed("", About::calls, "ada@exemple.fr", web::Locale::en);
  EXPECT_THAT(letters()[0], HasSubstr("/en/alertes/confirmation/"));
  open_call("Appel vélo");
  auto const day = next_day();
  ASSERT_EQ(day.size(), 1U);
  EXPECT_THAT(day[0], HasSubstr("https://pacte.example/en/appels/a/fund/1"));
  EXPECT_THAT(day[0], HasSubstr("New call: Appel v=C3=A9lo"));
}

TEST_P(SendAlertsTest, twoRunsTellOnce) {
  confirmed();
  open_call();
  now += a_day;
  EXPECT_EQ(made(), 1);
  EXPECT_EQ(made(), 0);
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.operation, "send_alerts");
  EXPECT_EQ(to_line(entry.payload), R"({"letters": 1})");
}

TEST_P(SendAlertsTest, theMorningJobComesBackWhileThereIsAnAlert) {
  confirmed();
  open_call();
  now += a_day;
  run_jobs();
  EXPECT_EQ(letters().size(), 2U) << "by the job alone";
  open_call("Appel bus");
  now += a_day;
  run_jobs();
  EXPECT_EQ(letters().size(), 3U);
  ASSERT_TRUE(delete_alert(context(), token("arret")));
  now += a_day;
  run_jobs();
  EXPECT_EQ(count("SELECT COUNT(*) FROM job WHERE kind LIKE 'alert.%'"), 0)
      << "nobody left to tell";
}

TEST_P(SendAlertsTest, withoutMailServerNothingIsTold) {
  confirmed();
  open_call();
  now += a_day;
  mail::Sender const none{{}};
  Context const silent{database(), [this] { return now; }, none, "", ""};
  EXPECT_EQ(kind_of(send_alerts(silent, "system")), ProblemKind::unavailable);
  EXPECT_EQ(made(), 1) << "it will be, once there is one";
}

PACTE_ON_BOTH_DATABASES(SendAlertsTest);

}  // namespace
}  // namespace pacte::alert
