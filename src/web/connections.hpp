// The open connections of a server, so that they can be cut: all of them when it stops, one when
// its answer cannot be finished. Included by server.cpp only.
#pragma once

#include <mutex>
#include <set>

#include <asio.hpp>
#include <sys/socket.h>

namespace pacte::web {

class Connections : public asio::execution_context::service {
 public:
  using key_type = Connections;
  inline static asio::execution_context::id id;

  explicit Connections(asio::execution_context& context) : service{context} {}

  void add(int socket) {
    std::scoped_lock const lock{mutex_};
    open_.insert(socket);
    if (cut_) ::shutdown(socket, SHUT_RDWR);
  }
  void remove(int socket) {
    std::scoped_lock const lock{mutex_};
    open_.erase(socket);
  }
  /// Both ways shut, now and for what would still come: whoever reads or writes is told, and closes
  /// the connection itself.
  void cut_all() {
    std::scoped_lock const lock{mutex_};
    cut_ = true;
    for (int const socket : open_)
      ::shutdown(socket, SHUT_RDWR);
  }
  void cut(asio::ip::tcp::endpoint const& client) {
    std::scoped_lock const lock{mutex_};
    for (int const socket : open_) {
      asio::ip::tcp::endpoint peer;
      auto size = static_cast<socklen_t>(peer.capacity());
      if (::getpeername(socket, peer.data(), &size) != 0) continue;
      peer.resize(size);
      if (peer == client) ::shutdown(socket, SHUT_RDWR);
    }
  }

 private:
  void shutdown() override {}

  std::mutex mutex_;
  std::set<int> open_;
  bool cut_ = false;
};

/// A TCP socket that is in `Connections` for as long as it is open.
class CountedSocket : public asio::ip::tcp::socket {
 public:
  explicit CountedSocket(asio::io_context& context)
      : asio::ip::tcp::socket{context}, connections_{&asio::use_service<Connections>(context)} {}
  CountedSocket(CountedSocket&& other) noexcept
      : asio::ip::tcp::socket{static_cast<asio::ip::tcp::socket&&>(other)},
        connections_{other.connections_} {
    if (is_open()) connections_->add(native_handle());
  }
  CountedSocket& operator=(CountedSocket&&) = delete;
  CountedSocket(CountedSocket const&) = delete;
  CountedSocket& operator=(CountedSocket const&) = delete;
  ~CountedSocket() { forget(); }

  void close() {
    forget();
    asio::ip::tcp::socket::close();
  }

 private:
  void forget() {
    if (is_open()) connections_->remove(native_handle());
  }

  Connections* connections_;
};

}  // namespace pacte::web
