// The mail server that the administrator chose, spoken to by SMTP through libcurl.
#pragma once

#include <memory>
#include <string>

#include "mail/message.hpp"

namespace pacte::mail {

/// An empty server: nothing is ever sent.
struct Account {
  std::string server{};    // "smtps://smtp.example.fr", "smtp://localhost:25"
  std::string from{};      // "Pacte <pacte@example.fr>"
  std::string user{};      // empty: no authentication
  std::string password{};  // written nowhere
};

/// What is wrong with an account, in French, with the name of the setting; empty when it is good.
/// `smtp://` asks for STARTTLS, except on this very machine.
std::string account_fault(Account const& account);

enum class Outcome {
  accepted,  // the server took it
  refused,   // it will never take it for this person (5xx): trying again would not help
  failed,    // unreachable, busy, or wrong settings: to be tried again
};

struct Delivery {
  Outcome outcome = Outcome::failed;
  std::string
      answer{};  // last words of the server, or what kept it from answering; in its language
};

/// Keeps the connection from one message to the next. Threads wait for each other.
class Sender {
 public:
  explicit Sender(Account account);
  ~Sender();
  Sender(Sender const&) = delete;
  Sender& operator=(Sender const&) = delete;
  Sender(Sender&&) = delete;
  Sender& operator=(Sender&&) = delete;

  [[nodiscard]] bool configured() const { return !account_.server.empty(); }

  /// 10 seconds to connect, a minute in all. A message that cannot be written is `refused`.
  [[nodiscard]] Delivery send(Message const& message, Instant now) const;

 private:
  struct Line;
  Account account_;
  Mailbox from_;
  std::unique_ptr<Line> line_;
};

}  // namespace pacte::mail
