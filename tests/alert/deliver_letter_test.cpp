#include "alert/operations/deliver_letter.hpp"

#include "alert_fixture.hpp"

namespace pacte::alert {
namespace {

class DeliverLetterTest : public AlertTest {
 protected:
  /// The letter that waits.
  std::string waiting() {
    auto reading = database().read();
    return letters_made_before(reading, now).at(0);
  }

  static std::string message_id(std::string const& letter) {
    std::smatch found;
    std::regex_search(letter, found, std::regex{"Message-ID: (<[^>]+>)"});
    return found[1];
  }
};

TEST_P(DeliverLetterTest, aServerThatIsAwayIsAskedAgain) {
  ASSERT_TRUE(save());
  server.answer("RCPT", "451 4.7.1 <ada@exemple.fr>: come back later");
  run_jobs();
  EXPECT_TRUE(letters().empty());
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert_letter"), 1);
  {
    auto reading = database().read();
    auto const error = reading.session()("SELECT last_error FROM job WHERE kind = 'alert.letter'")
                           .first([](std::string text) { return text; })
                           .value_or("");
    EXPECT_THAT(error, HasSubstr("451 4.7.1"));
    EXPECT_THAT(error, Not(HasSubstr("ada"))) << "no address where the administrator looks";
  }
  server.answer("RCPT", "250 ok");
  now += std::chrono::minutes{1};
  run_jobs();
  EXPECT_EQ(letters().size(), 1U);
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert_letter"), 0);
}

TEST_P(DeliverLetterTest, whatLeavesTwiceHasTheSameName) {
  ASSERT_TRUE(save());
  auto const letter = waiting();
  server.answer(".", "250 taken");
  ASSERT_EQ(deliver_letter(context(), letter).value(), Delivered::sent);
  {
    // As if the machine had stopped before it noted that the letter was taken.
    auto writing = database().write();
    auto const alert =
        writing.session()("SELECT id FROM alert").first([](std::string id) { return id; }).value();
    insert_letter(writing, {letter, alert, LetterKind::confirm}, now);
    writing.commit();
  }
  ASSERT_EQ(deliver_letter(context(), letter).value(), Delivered::sent);
  ASSERT_EQ(letters().size(), 2U);
  EXPECT_EQ(message_id(letters()[0]), message_id(letters()[1]));
  EXPECT_EQ(deliver_letter(context(), letter).value(), Delivered::nothing);
}

TEST_P(DeliverLetterTest, theConfirmationSaysWhichSearchAndRepeatsNoAddress) {
  ASSERT_TRUE(save("q=train&form=loan", About::schemes));
  run_jobs();
  auto const told = letters().back();
  EXPECT_THAT(told, HasSubstr("Mots : train ;"));
  EXPECT_THAT(told, HasSubstr("Pr=C3=AAt"));
  ASSERT_TRUE(save("q=gagnez+sur+argent.example", About::schemes));
  run_jobs();
  EXPECT_THAT(letters().back(), HasSubstr("page de confirmation montre"));
  EXPECT_THAT(letters().back(), Not(HasSubstr("argent.example")));
}

TEST_P(DeliverLetterTest, anAddressThatDoesNotExistIsForgotten) {
  ASSERT_TRUE(save());
  server.answer("RCPT", "550 5.1.1 no such person");
  run_jobs();
  EXPECT_EQ(alerts(), 0);
  EXPECT_EQ(to_line(last_entry().entry.payload), R"({"about": "appels", "reason": "refused"})");
}

TEST_P(DeliverLetterTest, threeLettersRefusedInARowEndAnAlert) {
  confirmed();
  auto const day = [&] {
    open_call("Appel");
    now += a_day;
    run_jobs();
  };
  server.answer("RCPT", "552 mailbox full");
  day();
  day();
  EXPECT_EQ(alerts(), 1);
  server.answer("RCPT", "250 ok");
  day();
  server.answer("RCPT", "552 mailbox full");
  day();
  day();
  EXPECT_EQ(alerts(), 1) << "the count began again";
  day();
  EXPECT_EQ(alerts(), 0);
}

TEST_P(DeliverLetterTest, aLetterThatTheQueueGaveUpIsAskedForAgain) {
  confirmed();
  server.answer("RCPT", "451 later");
  open_call();
  for (int i = 0; i < 60; ++i) {
    now += std::chrono::minutes{30};
    run_jobs();
  }
  EXPECT_EQ(letters().size(), 1U);
  server.answer("RCPT", "250 ok");
  now += a_day;
  run_jobs();
  EXPECT_EQ(letters().size(), 2U);
}

PACTE_ON_BOTH_DATABASES(DeliverLetterTest);

}  // namespace
}  // namespace pacte::alert
