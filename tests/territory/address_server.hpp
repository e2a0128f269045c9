// An address service of the tests' own: it answers what a test tells it to, one request at a time.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "local_server.hpp"

namespace pacte::territory::testing {

class AddressServer : public pacte::testing::LocalServer {
 public:
  struct Answer {
    std::string body;
    int status = 200;
    std::string headers{};
    std::chrono::milliseconds wait{};
  };

  AddressServer() { start(); }
  AddressServer(AddressServer const&) = delete;
  AddressServer& operator=(AddressServer const&) = delete;
  AddressServer(AddressServer&&) = delete;
  AddressServer& operator=(AddressServer&&) = delete;
  ~AddressServer() override { stop(); }

  [[nodiscard]] std::string base() const { return fmt::format("http://127.0.0.1:{}/geo", port()); }
  void answer(Answer answer) {
    std::scoped_lock const lock{mutex_};
    answer_ = std::move(answer);
  }
  /// First lines of the requests received.
  std::vector<std::string> asked() {
    std::scoped_lock const lock{mutex_};
    return asked_;
  }

 private:
  void serve(int client) override {
    std::string request;
    char bytes[4096];
    while (!request.contains("\r\n\r\n")) {
      auto const count = ::recv(client, bytes, sizeof bytes, 0);
      if (count <= 0) return;
      request.append(bytes, static_cast<std::size_t>(count));
    }
    Answer answer;
    {
      std::scoped_lock const lock{mutex_};
      asked_.push_back(request.substr(0, request.find('\r')));
      answer = answer_;
    }
    std::this_thread::sleep_for(answer.wait);
    auto const head = fmt::format(
        "HTTP/1.1 {} Answer\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
        "Connection: close\r\n{}\r\n",
        answer.status, answer.body.size(), answer.headers);
    write(client, head + answer.body);
  }

  std::mutex mutex_;
  Answer answer_;
  std::vector<std::string> asked_;
};

}  // namespace pacte::territory::testing
