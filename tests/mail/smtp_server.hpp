// A mail server of the tests' own: it answers what a test tells it to and keeps what it receives.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "local_server.hpp"

namespace pacte::mail::testing {

class SmtpServer : public pacte::testing::LocalServer {
 public:
  SmtpServer() { start(); }
  ~SmtpServer() override { stop(); }
  SmtpServer(SmtpServer const&) = delete;
  SmtpServer& operator=(SmtpServer const&) = delete;
  SmtpServer(SmtpServer&&) = delete;
  SmtpServer& operator=(SmtpServer&&) = delete;

  [[nodiscard]] std::string address() const { return fmt::format("smtp://127.0.0.1:{}", port()); }

  /// From now on, a command ("RCPT", "MAIL", or "." for the end of a message) gets this answer.
  void answer(std::string const& command, std::string answer) {
    std::scoped_lock const lock{mutex_};
    answers_[command] = std::move(answer);
  }
  /// The messages accepted, as they came.
  std::vector<std::string> received() {
    std::scoped_lock const lock{mutex_};
    return received_;
  }
  /// The commands, whole.
  std::vector<std::string> commands() {
    std::scoped_lock const lock{mutex_};
    return commands_;
  }

 private:
  std::string answer_to(std::string const& command, std::string usual) {
    std::scoped_lock const lock{mutex_};
    auto const found = answers_.find(command);
    return (found == answers_.end() ? std::move(usual) : found->second) + "\r\n";
  }

  void serve(int client) override {
    std::string waiting;
    write(client, "220 test\r\n");
    while (auto const line = line_of(client, waiting, "\r\n")) {
      auto const verb = line->substr(0, line->find(' '));
      {
        std::scoped_lock const lock{mutex_};
        commands_.push_back(*line);
      }
      if (verb == "DATA") {
        write(client, "354 go on\r\n");
        auto const message = line_of(client, waiting, "\r\n.\r\n");
        if (!message) return;
        auto const said = answer_to(".", "250 2.0.0 taken");
        if (said.starts_with('2')) {
          std::scoped_lock const lock{mutex_};
          received_.push_back(*message + "\r\n");
        }
        write(client, said);
      } else {
        write(client, answer_to(verb, verb == "EHLO" ? "250-test\r\n250 AUTH PLAIN" : "250 ok"));
        if (verb == "QUIT") return;
      }
    }
  }

  // What comes before `end`, which is taken too.
  static std::optional<std::string> line_of(int client, std::string& waiting,
                                            std::string_view end) {
    char bytes[4096];
    while (!waiting.contains(end)) {
      auto const count = ::recv(client, bytes, sizeof bytes, 0);
      if (count <= 0) return std::nullopt;
      waiting.append(bytes, static_cast<std::size_t>(count));
    }
    auto const at = waiting.find(end);
    auto line = waiting.substr(0, at);
    waiting.erase(0, at + end.size());
    return line;
  }

  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
  std::vector<std::string> received_;
  std::vector<std::string> commands_;
};

}  // namespace pacte::mail::testing
