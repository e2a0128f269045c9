#include "identity/operations/sign_in.hpp"

#include <atomic>
#include <thread>

#include "base/text.hpp"
#include "identity/forms.hpp"
#include "identity/operations/change_password.hpp"
#include "identity/operations/erase_person.hpp"
#include "identity_fixture.hpp"
#include "store/jobs.hpp"

namespace pacte::identity {
namespace {

using std::chrono::seconds;

class SignInTest : public IdentityTest {
 protected:
  void fail_times(int times, std::string const& email, std::string const& remote = "192.0.2.1") {
    for (int i = 0; i < times; ++i) {
      EXPECT_EQ(kind_of(try_sign_in(email, "not this one", remote)), ProblemKind::unauthenticated);
    }
  }

  bool run_a_job() {
    store::JobRunner runner{
        database(),
        {{"identity.purge", [this](Json const&) { run_purge(database(), now); }}},
        context().clock};
    return runner.run_one();
  }

  std::int64_t rows(char const* query) {
    auto reading = database().read();
    return *reading.session()(query).first([](std::int64_t count) { return count; });
  }
};

TEST_P(SignInTest, opensASessionWithWhicheverCaseOfTheEmail) {
  auto const opened = try_sign_in(" ADA@exemple.fr ", good_password);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->person, ada);
  auto const who = principal(opened->token);
  EXPECT_EQ(who.person, ada.value);
  EXPECT_TRUE(who.may(manage_people));
  EXPECT_EQ(who.csrf_token.size(), 64U);
  EXPECT_EQ(last_entry().entry.operation, "sign_in");
  auto reading = database().read();
  auto const open = sessions_of(reading, ada, now).at(0);
  EXPECT_EQ(open.agent, (Agent{"Firefox", "Linux"}));
  EXPECT_EQ(open.token_hash, sha256_hex(opened->token));
}

TEST_P(SignInTest, saysTheSameForAnUnknownAccountAndAWrongPassword) {
  auto const unknown = try_sign_in("nobody@exemple.fr", good_password);
  auto const wrong = try_sign_in("bob@exemple.fr", "not this one");
  EXPECT_EQ(kind_of(unknown), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(wrong), ProblemKind::unauthenticated);
  EXPECT_EQ(unknown.error().detail, wrong.error().detail);
}

TEST_P(SignInTest, refusesEmptyFieldsAndADisabledAccount) {
  EXPECT_EQ(fields_of(try_sign_in(" ", "")), (Fields{"email", "password"}));
  ASSERT_TRUE(erase_person(context(), as(ada), {bob, "", ""}));
  EXPECT_EQ(kind_of(try_sign_in("bob@exemple.fr", good_password)), ProblemKind::unauthenticated);
}

TEST_P(SignInTest, slowsDownTriesOnOneAccountFromAnywhere) {
  fail_times(4, "bob@exemple.fr", "192.0.2.1");
  fail_times(1, "BOB@exemple.fr", "198.51.100.7");
  EXPECT_EQ(kind_of(try_sign_in("bob@exemple.fr", good_password)), ProblemKind::too_many);
  EXPECT_TRUE(try_sign_in("ada@exemple.fr", good_password));
  now += seconds{15};
  fail_times(1, "bob@exemple.fr");
  now += seconds{15};
  EXPECT_EQ(kind_of(try_sign_in("bob@exemple.fr", good_password)), ProblemKind::too_many);
  now += seconds{15};
  EXPECT_TRUE(try_sign_in("bob@exemple.fr", good_password));
  fail_times(5, "bob@exemple.fr");  // counted anew after a success
}

TEST_P(SignInTest, slowsDownTriesFromOnePlaceOnManyAccounts) {
  for (int i = 0; i < 20; ++i) {
    fail_times(1, fmt::format("person-{}@exemple.fr", i), fmt::format("2001:db8::{}", i + 1));
  }
  EXPECT_EQ(kind_of(try_sign_in("ada@exemple.fr", good_password, "2001:db8::ffff")),
            ProblemKind::too_many);
  EXPECT_TRUE(try_sign_in("ada@exemple.fr", good_password, "2001:db8:0:1::1"));
  now += std::chrono::hours{1};
  EXPECT_TRUE(try_sign_in("ada@exemple.fr", good_password, "2001:db8::ffff"));
}

TEST_P(SignInTest, triesMadeAtTheSameTimeAllCount) {
  std::atomic<int> checked = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 2; ++j) {
          auto const tried = try_sign_in("bob@exemple.fr", "not this one");
          if (kind_of(tried) == ProblemKind::unauthenticated) ++checked;
        }
      });
    }
  }
  EXPECT_EQ(checked, 5);
}

TEST_P(SignInTest, keepsNoAddressInClearAndNothingAfterTheWindow) {
  fail_times(2, "bob@exemple.fr");
  EXPECT_EQ(rows("SELECT COUNT(*) FROM sign_in_attempt"), 2);
  EXPECT_EQ(rows("SELECT COUNT(*) FROM sign_in_attempt WHERE remote LIKE '%192.%' "
                 "OR account LIKE '%bob@%' OR LENGTH(remote) > 6"),
            0);
  EXPECT_FALSE(run_a_job());
  now += std::chrono::hours{1};
  EXPECT_TRUE(run_a_job());
  EXPECT_EQ(rows("SELECT COUNT(*) FROM sign_in_attempt"), 0);
  EXPECT_EQ(rows("SELECT COUNT(*) FROM sign_in_attempt_key"), 0);
  EXPECT_EQ(rows("SELECT COUNT(*) FROM job"), 0);
}

TEST_P(SignInTest, purgesExpiredSessionsAndComesBackWhileSomeAreOpen) {
  open("bob@exemple.fr");
  now += std::chrono::hours{2};
  EXPECT_TRUE(run_a_job());
  EXPECT_EQ(rows("SELECT COUNT(*) FROM person_session"), 1);
  now += std::chrono::hours{11};
  EXPECT_TRUE(run_a_job());
  EXPECT_EQ(rows("SELECT COUNT(*) FROM person_session"), 0);
  now += std::chrono::hours{2};
  EXPECT_FALSE(run_a_job());
}

TEST_P(SignInTest, closesTheSessionThatTheBrowserHad) {
  auto const former = open("bob@exemple.fr");
  ASSERT_TRUE(sign_in(context(), {"ada@exemple.fr", good_password, "", "", former}));
  EXPECT_EQ(principal(former).person, std::nullopt);
}

TEST_P(SignInTest, refusesWhenThePasswordChangesWhileItIsChecked) {
  auto const token = open("bob@exemple.fr");
  meanwhile(2, [&] {
    ASSERT_TRUE(change_password(context(), as(bob), {good_password, other_password, "", token}));
  });
  EXPECT_EQ(kind_of(try_sign_in("bob@exemple.fr", good_password)), ProblemKind::conflict);
}

TEST_P(SignInTest, refusesWhenTheAccountIsErasedWhileItIsChecked) {
  meanwhile(2, [&] { ASSERT_TRUE(erase_person(context(), as(ada), {bob, "", ""})); });
  EXPECT_EQ(kind_of(try_sign_in("bob@exemple.fr", good_password)), ProblemKind::conflict);
}

TEST_P(SignInTest, makesAnOutdatedHashAgain) {
  auto const before = person(bob).password_hash;
  auto cost = PasswordCost::least();
  cost.passes += 1;
  Context const costlier{database(), context().clock, Passwords{cost}};
  ASSERT_TRUE(sign_in(costlier, {"bob@exemple.fr", good_password, "", "", ""}));
  EXPECT_NE(person(bob).password_hash, before);
  EXPECT_FALSE(costlier.passwords.outdated(*person(bob).password_hash));
  EXPECT_TRUE(try_sign_in("bob@exemple.fr", good_password));
}

TEST_P(SignInTest, readsItsFormAndRefusesAnExtraField) {
  EXPECT_TRUE(read_sign_in(fields("email=a@x.fr&password=x&retour=/plans"), web::Locale::fr));
  EXPECT_EQ(fields_of(read_sign_in(fields("email=a@x.fr&role=editor"), web::Locale::fr)),
            Fields{"role"});
}

PACTE_ON_BOTH_DATABASES(SignInTest);

}  // namespace
}  // namespace pacte::identity
