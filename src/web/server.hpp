// The HTTP server: limits, time-outs, sessions' principal, CSRF, security headers, ETag,
// compression, metrics, errors as pages or problems, graceful stop.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "web/page_memory.hpp"
#include "web/router.hpp"

namespace pacte::web {

struct ServerSettings {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0 takes a free one
  unsigned threads = 0;       // 0: one per core, at least 2
  std::size_t max_connections = 4096;
  std::size_t max_body = 1 << 20;     // bytes; past it 413, past twice it the connection is cut
  std::size_t max_header = 16 << 10;  // bytes: request line and fields together
  std::chrono::milliseconds read_timeout{10'000};   // for a whole request, and between two
  std::chrono::milliseconds write_timeout{30'000};  // for one part of an answer
  std::chrono::milliseconds handle_timeout{30'000};
  std::chrono::milliseconds request_deadline{5'000};
  std::size_t page_memory = std::size_t{24} << 20;  // bytes of public answers kept ready; 0: none
  bool behind_proxy = false;  // trust X-Forwarded-For/-Proto/-Host, send HSTS on HTTPS
};

/// Recognises who asks, from cookies or the Authorization header. Given by `identity`.
using Authenticator = std::function<Principal(Request const&)>;

class Server {
 public:
  /// Without `revision`, no answer is kept ready.
  Server(ServerSettings settings, Router router, Authenticator authenticate,
         Revision revision = {});
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  /// Listens and serves until `stop`; then takes no new connection, finishes what it serves (at
  /// most 10 s) and returns. `on_listening` gets the port really used.
  void run(std::function<void(std::uint16_t port)> const& on_listening);

  /// From any thread or a signal handler's thread.
  void stop();

  /// The same path as over the network, without it: for tests, fuzzing and static export.
  /// `method`, `target` (or `path` and `query`), `headers`, `body` and `remote` are read.
  Response respond(Request request) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pacte::web
