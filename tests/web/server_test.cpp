// The server over a real socket: what only the network shows.
#include "web/server.hpp"

#include <future>
#include <thread>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pacte::web {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A client that sends and reads bytes as they are.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // What comes until `stop` is seen, the end, or nothing for `patience`.
  std::string read(std::string_view stop = "", std::chrono::milliseconds patience = 3s) {
    std::string out;
    std::array<char, 65536> buffer{};
    while (stop.empty() || out.find(stop) == std::string::npos) {
      pollfd wait{socket_, POLLIN, 0};
      if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) {
        timed_out_ = true;
        break;
      }
      auto const got = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (got <= 0) break;
      out.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return out;
  }

  [[nodiscard]] bool timed_out() const { return timed_out_; }

 private:
  int socket_;
  bool connected_ = false;
  bool timed_out_ = false;
};

class ServerTest : public testing::Test {
 protected:
  void start(ServerSettings settings = {}) {
    settings.port = 0;
    settings.threads = 2;
    server_ = std::make_unique<Server>(settings, routes(), Authenticator{});
    std::promise<std::uint16_t> listening;
    thread_ = std::thread{[this, &listening] {
      server_->run([&](std::uint16_t port) { listening.set_value(port); });
    }};
    port_ = listening.get_future().get();
  }

  void TearDown() override { stop(); }

  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }

  std::string exchange(std::string_view request) const {
    Client client{port_};
    client.send(request);
    return client.read();
  }

  Router routes() {
    Router router;
    router.page("/", [](Request const& r) { return html("bonjour " + r.remote); });
    router.page("/lent", [this](Request const&) {
      ++entered_;
      std::this_thread::sleep_for(300ms);
      return html("enfin");
    });
    router.page("/flux", [](Request const&) {
      Response response;
      response.with("Content-Type", "text/csv");
      response.stream = [i = 0](std::string& part) mutable {
        part = std::string(1000, static_cast<char>('a' + i % 26));
        return ++i < 5000;
      };
      return response;
    });
    router.page("/flux-casse", [](Request const&) {
      Response response;
      response.stream = [i = 0](std::string& part) mutable -> bool {
        if (++i > 100) throw std::runtime_error("broken");
        part.assign(1000, 'x');
        return true;
      };
      return response;
    });
    return router;
  }

  std::unique_ptr<Server> server_;
  std::thread thread_;
  std::uint16_t port_ = 0;
  std::atomic<int> entered_{0};
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  Client client{port_};
  for (int i = 0; i < 3; ++i) {
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    auto const answer = client.read("bonjour 127.0.0.1");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, HasSubstr("Connection: keep-alive"));
    EXPECT_THAT(answer, HasSubstr("Content-Length: 17\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nDate: "));
  }
}

TEST_F(ServerTest, HeadHasLengthWithoutBody) {
  start();
  auto const answer = exchange("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 17\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(ServerTest, RefusesOtherMethods) {
  start();
  auto const answer = exchange("OPTIONS / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 "));
}

TEST_F(ServerTest, RefusesTooLongBodiesAndAddresses) {
  start({.max_body = 1000, .max_header = 2000});
  auto const body =
      exchange("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1500\r\n\r\n" +
               std::string(1500, 'a'));
  EXPECT_THAT(body, StartsWith("HTTP/1.1 413 "));
  auto const address = exchange("GET /" + std::string(1500, 'a') +
                                " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(address, StartsWith("HTTP/1.1 414 "));
  auto const fields =
      exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + std::string(2500, 'a') +
               "\r\n\r\n");
  EXPECT_THAT(fields, StartsWith("HTTP/1.1 431 "));
}

TEST_F(ServerTest, CutsWhatIsFarTooLong) {
  start({.max_body = 1000, .max_header = 2000});
  EXPECT_EQ(exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n"), "");
  EXPECT_EQ(exchange("GET /" + std::string(20000, 'a') + " HTTP/1.1\r\n\r\n"), "");
  std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 200; ++i)
    many += fmt::format("X{}: 1\r\n", i);
  EXPECT_EQ(exchange(many + "\r\n"), "");
}

TEST_F(ServerTest, CutsWhatIsNotHttp) {
  start();
  EXPECT_EQ(exchange("bonjour\r\n\r\n"), "");
  EXPECT_EQ(exchange(std::string("\x16\x03\x01\x00\xa5\x01", 6)), "");
}

TEST_F(ServerTest, StreamsWholeAnswers) {
  start();
  auto const answer = exchange("GET /flux HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer.substr(0, 2000), HasSubstr("Transfer-Encoding: chunked"));
  EXPECT_GT(answer.size(), 5'000'000U);
  EXPECT_TRUE(answer.ends_with("\r\n0\r\n\r\n"));
}

TEST_F(ServerTest, OldClientsGetTheLengthInstead) {
  start();
  auto const answer = exchange("GET /flux HTTP/1.0\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answer.substr(0, 2000), HasSubstr("Content-Length: 5000000\r\n"));
}

TEST_F(ServerTest, BrokenStreamsDoNotLookWhole) {
  start();
  Client client{port_};
  client.send("GET /flux-casse HTTP/1.1\r\nHost: x\r\n\r\n");
  auto const answer = client.read();
  EXPECT_FALSE(client.timed_out());
  EXPECT_FALSE(answer.ends_with("0\r\n\r\n"));
}

TEST_F(ServerTest, SlowClientsAreCut) {
  start({.read_timeout = 200ms});
  Client client{port_};
  auto const begun = std::chrono::steady_clock::now();
  client.send("GET / HTTP/1.1\r\nHos");
  EXPECT_EQ(client.read(), "");
  EXPECT_FALSE(client.timed_out());
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
}

TEST_F(ServerTest, DripFeedingDoesNotHelp) {
  start({.read_timeout = 300ms});
  Client client{port_};
  auto const begun = std::chrono::steady_clock::now();
  std::string answer;
  client.send("GET / HTTP/1.1\r\n");
  for (int i = 0; i < 30 && answer.empty(); ++i) {
    client.send("X: 1\r\n");
    std::this_thread::sleep_for(50ms);
  }
  EXPECT_EQ(client.read("", 100ms), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
}

TEST_F(ServerTest, ClientsThatReadNothingAreCut) {
  start({.write_timeout = 300ms});
  Client client{port_};
  client.send("GET /flux HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(1500ms);
  // What was on its way comes, but not the whole.
  EXPECT_LT(client.read().size(), 5'000'000U);
}

TEST_F(ServerTest, StopFinishesWhatIsBeingServed) {
  start();
  Client idle{port_};
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.read("bonjour");
  auto busy = std::async(std::launch::async,
                         [this] { return exchange("GET /lent HTTP/1.1\r\nHost: x\r\n\r\n"); });
  while (entered_ == 0)
    std::this_thread::sleep_for(1ms);
  auto const begun = std::chrono::steady_clock::now();
  stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
  auto const answer = busy.get();
  EXPECT_THAT(answer, EndsWith("enfin"));
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  EXPECT_FALSE(Client{port_}.connected());
}

TEST_F(ServerTest, StopBeforeRunReturnsAtOnce) {
  Server server{{.port = 0}, Router{}, {}};
  server.stop();
  server.run({});
}

TEST_F(ServerTest, ServesManyAtOnce) {
  start({.max_connections = 64});
  std::vector<std::future<bool>> all;
  for (int i = 0; i < 8; ++i) {
    all.push_back(std::async(std::launch::async, [this] {
      for (int n = 0; n < 50; ++n) {
        if (exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find("bonjour") ==
            std::string::npos) {
          return false;
        }
      }
      return true;
    }));
  }
  for (auto& one : all)
    EXPECT_TRUE(one.get());
}

TEST_F(ServerTest, APortInUseThrows) {
  start();
  Server other{{.port = port_}, Router{}, {}};
  EXPECT_THROW(other.run({}), std::exception);
}

TEST_F(ServerTest, UpgradesAreIgnored) {
  start();
  auto const answer = exchange(
      "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
      "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK"));
}

}  // namespace
}  // namespace pacte::web
