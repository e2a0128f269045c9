#include "alert/operations/confirm_alert.hpp"

#include "alert_fixture.hpp"

namespace pacte::alert {
namespace {

class ConfirmAlertTest : public AlertTest {
 protected:
  std::string asked() {
    EXPECT_TRUE(save("q=train"));
    run_jobs();
    return token("confirmation");
  }
};

TEST_P(ConfirmAlertTest, theAlertSpeaksFromThenOn) {
  auto const link = asked();
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert WHERE confirmed_at IS NULL"), 1);
  auto const done = confirm_alert(context(), link);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->query, "q=train");
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert WHERE confirmed_at IS NULL"), 0);
  EXPECT_EQ(last_entry().entry.operation, "confirm_alert");
  now += 3 * a_day;
  run_jobs();
  EXPECT_EQ(alerts(), 1) << "it is no longer erased";
}

TEST_P(ConfirmAlertTest, twiceIsOnce) {
  auto const link = asked();
  ASSERT_TRUE(confirm_alert(context(), link));
  auto const entries = last_entry().seq;
  now += 3 * a_day;
  EXPECT_TRUE(confirm_alert(context(), link));
  EXPECT_EQ(last_entry().seq, entries);
}

TEST_P(ConfirmAlertTest, refusesAnotherTokenAndALateOne) {
  auto const link = asked();
  for (auto const& wrong : {std::string{}, link + "0", token("arret")})
    EXPECT_EQ(kind_of(confirm_alert(context(), wrong)), ProblemKind::not_found);
  now += std::chrono::hours{48};
  EXPECT_EQ(kind_of(confirm_alert(context(), link)), ProblemKind::not_found)
      << "even if nothing erased it yet";
}

PACTE_ON_BOTH_DATABASES(ConfirmAlertTest);

}  // namespace
}  // namespace pacte::alert
