// A server of the tests' own on this machine: one client at a time, on a free port.
#pragma once

#include <cstdlib>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pacte::testing {

class LocalServer {
 public:
  LocalServer(LocalServer const&) = delete;
  LocalServer& operator=(LocalServer const&) = delete;
  LocalServer(LocalServer&&) = delete;
  LocalServer& operator=(LocalServer&&) = delete;
  virtual ~LocalServer() { stop(); }

  [[nodiscard]] std::uint16_t port() const { return port_; }

 protected:
  LocalServer() : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 8) != 0) std::abort();
    ::getsockname(socket_, generic, &size);
    port_ = ntohs(address.sin_port);
  }

  /// To be called by the constructor, and the destructor, of what derives from it.
  void start() {
    thread_ = std::jthread{[this](std::stop_token const& stop) {
      while (!stop.stop_requested()) {
        client_ = ::accept(socket_, nullptr, nullptr);
        if (client_ < 0) continue;
        serve(client_);
        ::close(client_);
      }
    }};
  }
  void stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    ::shutdown(socket_, SHUT_RDWR);
    ::shutdown(client_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }

  virtual void serve(int client) = 0;

  static bool write(int client, std::string_view text) {
    return ::send(client, text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
  }

 private:
  int socket_;
  std::atomic<int> client_ = -1;
  std::uint16_t port_ = 0;
  std::jthread thread_;
};

}  // namespace pacte::testing
