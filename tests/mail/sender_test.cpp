// Messages leave through the server chosen; what it answers is understood.
#include "mail/sender.hpp"

#include <gmock/gmock.h>

#include "smtp_server.hpp"

namespace pacte::mail {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

class SenderTest : public ::testing::Test {
 protected:
  Account account() { return {.server = server.address(), .from = "Pacte <pacte@region.example>"}; }

  static Message message() {
    return {.to = "ada@exemple.fr", .subject = "Été", .text = ".\nUn mot.\n", .id = "a1"};
  }

  testing::SmtpServer server;
};

TEST_F(SenderTest, aMessageArrivesWhole) {
  Sender const sender{account()};
  auto const sent = sender.send(message(), noon);
  EXPECT_EQ(sent.outcome, Outcome::accepted) << sent.answer;
  EXPECT_EQ(sent.answer, "250 2.0.0 taken");
  ASSERT_EQ(server.received().size(), 1U);
  auto const text = server.received()[0];
  EXPECT_THAT(text, HasSubstr("To: ada@exemple.fr\r\n"));
  EXPECT_THAT(text, HasSubstr("\r\n\r\n..\r\nUn mot.\r\n")) << "a lone dot is doubled on the line";
  EXPECT_THAT(server.commands(), Contains("MAIL FROM:<pacte@region.example>"));
  EXPECT_THAT(server.commands(), Contains("RCPT TO:<ada@exemple.fr>"));
}

TEST_F(SenderTest, theConnectionServesAgain) {
  Sender const sender{account()};
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(sender.send(message(), noon).outcome, Outcome::accepted);
  EXPECT_EQ(server.received().size(), 3U);
  auto const commands = server.commands();
  EXPECT_EQ(std::ranges::count_if(commands, [](auto const& c) { return c.starts_with("EHLO"); }),
            1);
}

TEST_F(SenderTest, aRefusalOfThePersonIsForGood) {
  Sender const sender{account()};
  server.answer("RCPT", "550 5.1.1 no such person");
  auto const sent = sender.send(message(), noon);
  EXPECT_EQ(sent.outcome, Outcome::refused);
  EXPECT_EQ(sent.answer, "550 5.1.1 no such person");
  server.answer("RCPT", "250 ok");
  server.answer(".", "554 5.7.1 not wanted");
  EXPECT_EQ(sender.send(message(), noon).outcome, Outcome::refused);
  EXPECT_TRUE(server.received().empty());
}

TEST_F(SenderTest, theRestIsToBeTriedAgain) {
  Sender const sender{account()};
  server.answer("RCPT", "451 4.7.1 come back later");
  EXPECT_EQ(sender.send(message(), noon).outcome, Outcome::failed);
  server.answer("RCPT", "250 ok");
  server.answer("MAIL", "550 5.7.1 you may not send");  // ours to mend, not the person's
  EXPECT_EQ(sender.send(message(), noon).outcome, Outcome::failed);
  server.answer("MAIL", "250 ok");
  EXPECT_EQ(sender.send(message(), noon).outcome, Outcome::accepted);
}

TEST_F(SenderTest, thePasswordIsInNoAnswer) {
  auto with_password = account();
  with_password.user = "pacte";
  with_password.password = "a-long-secret";
  server.answer("AUTH", "535 5.7.8 wrong");
  auto const sent = Sender{with_password}.send(message(), noon);
  EXPECT_EQ(sent.outcome, Outcome::failed);
  EXPECT_THAT(sent.answer, HasSubstr("535"));
  EXPECT_THAT(sent.answer, Not(HasSubstr("secret")));
}

TEST_F(SenderTest, withoutEncryptionNothingLeavesThisMachine) {
  // This server does not offer STARTTLS, and the address is not one of this machine's own.
  Sender const sender{
      {.server = fmt::format("smtp://0.0.0.0:{}", server.port()), .from = "pacte@region.example"}};
  EXPECT_EQ(sender.send(message(), noon).outcome, Outcome::failed);
  EXPECT_TRUE(server.received().empty());
  for (auto const& command : server.commands())
    EXPECT_FALSE(command.starts_with("MAIL")) << command;
}

TEST_F(SenderTest, nobodyThereIsAFailure) {
  auto const sent = Sender{{.server = "smtp://127.0.0.1:1", .from = "pacte@region.example"}}.send(
      message(), noon);
  EXPECT_EQ(sent.outcome, Outcome::failed);
  EXPECT_FALSE(sent.answer.empty());
}

TEST(AccountTest, saysWhatIsWrong) {
  Account const good{.server = "smtps://smtp.exemple.fr", .from = "Pacte <pacte@exemple.fr>"};
  EXPECT_EQ(account_fault({}), "");
  EXPECT_EQ(account_fault(good), "");
  auto const with = [&](auto&& change) {
    auto account = good;
    change(account);
    return account_fault(account);
  };
  EXPECT_THAT(with([](Account& a) { a.server = "http://exemple.fr"; }), HasSubstr("server"));
  EXPECT_THAT(with([](Account& a) { a.server = "exemple"; }), HasSubstr("server"));
  EXPECT_THAT(with([](Account& a) { a.server = "smtps://moi@exemple.fr"; }), HasSubstr("user"));
  EXPECT_THAT(with([](Account& a) { a.from = "Pacte"; }), HasSubstr("from"));
  EXPECT_THAT(with([](Account& a) { a.user = "moi"; }), HasSubstr("PACTE_MAIL_PASSWORD"));
}

}  // namespace
}  // namespace pacte::mail
