// An address service of the tests' own: it answers what a test tells it to, one request at a time.
#pragma once

#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pacte::territory::testing {

class AddressServer {
 public:
  struct Answer {
    std::string body;
    int status = 200;
    std::string headers{};
    std::chrono::milliseconds wait{};
  };

  AddressServer() : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 8) != 0) std::abort();
    ::getsockname(socket_, generic, &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread{[this](std::stop_token const& stop) { run(stop); }};
  }
  ~AddressServer() {
    thread_.request_stop();
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  AddressServer(AddressServer const&) = delete;
  AddressServer& operator=(AddressServer const&) = delete;
  AddressServer(AddressServer&&) = delete;
  AddressServer& operator=(AddressServer&&) = delete;

  [[nodiscard]] std::string base() const { return fmt::format("http://127.0.0.1:{}/geo", port_); }
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
  void run(std::stop_token const& stop) {
    while (!stop.stop_requested()) {
      int const client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) continue;
      serve(client);
      ::close(client);
    }
  }

  void serve(int client) {
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
    auto const text = fmt::format(
        "HTTP/1.1 {} Answer\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
        "Connection: close\r\n{}\r\n{}",
        answer.status, answer.body.size(), answer.headers, answer.body);
    for (std::size_t sent = 0; sent < text.size();) {
      auto const count = ::send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;
      sent += static_cast<std::size_t>(count);
    }
  }

  int socket_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  Answer answer_;
  std::vector<std::string> asked_;
  std::jthread thread_;
};

}  // namespace pacte::territory::testing
