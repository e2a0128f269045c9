#include "web/server.hpp"

#include <condition_variable>
#include <thread>

#include <netinet/tcp.h>
#include <restinio/http_server.hpp>
#include <restinio/traits.hpp>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include "web/connections.hpp"
#include "web/pipeline.hpp"

namespace pacte::web {
namespace {

using namespace std::chrono_literals;

constexpr auto longest_stop = 10s;
constexpr std::size_t stream_part = 32 << 10;
constexpr std::size_t unstreamed_limit = 64 << 20;

struct ServerTraits
    : restinio::traits_t<
          restinio::asio_timer_manager_t, restinio::null_logger_t,
          std::function<restinio::request_handling_status_t(restinio::request_handle_t)>,
          restinio::default_strand_t, CountedSocket> {
  static constexpr bool use_connection_count_limiter = true;
};

using HttpServer = restinio::http_server_t<ServerTraits>;

// A client that reads nothing for that long is gone, whatever the state of the answer (tcp(7)).
class UserTimeout {
 public:
  explicit UserTimeout(std::chrono::milliseconds value)
      : value_{static_cast<unsigned>(value.count())} {}
  template <class P> [[nodiscard]] int level(P const&) const { return IPPROTO_TCP; }
  template <class P> [[nodiscard]] int name(P const&) const { return TCP_USER_TIMEOUT; }
  template <class P> [[nodiscard]] void const* data(P const&) const { return &value_; }
  template <class P> [[nodiscard]] std::size_t size(P const&) const { return sizeof value_; }

 private:
  unsigned value_;
};

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Unknown";
  }
}

// RFC 9110, 5.6.7; made once a second for each thread.
std::string const& date() {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  auto const now = std::time(nullptr);
  if (now != second) {
    std::tm parts{};
    static_cast<void>(gmtime_r(&now, &parts));  // fails for years beyond an int only
    std::array<char, 40> buffer{};
    auto const size =
        std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    text.assign(buffer.data(), size);
    second = now;
  }
  return text;
}

std::string lower_case(std::string const& name) {
  auto out = name;
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

struct Known {
  Method method = Method::get;
  int refused = 0;  // status of the refusal of a method that we have no use for
};

Known read_method(restinio::http_method_id_t const& method) {
  if (method == restinio::http_method_get()) return {Method::get};
  if (method == restinio::http_method_head()) return {Method::head};
  if (method == restinio::http_method_post()) return {Method::post};
  if (method == restinio::http_method_put()) return {Method::put};
  if (method == restinio::http_method_patch()) return {Method::patch};
  if (method == restinio::http_method_delete()) return {Method::del};
  return {Method::get, 405};
}

Request read_request(restinio::request_t const& given, Method method) {
  Request request;
  request.method = method;
  request.target = given.header().request_target();
  given.header().for_each_field([&](auto const& field) {
    auto const [place, added] = request.headers.emplace(lower_case(field.name()), field.value());
    // RFC 9110, 5.3: a repeated field is one list; a list of cookies is parted by semicolons.
    if (!added) place->second += (place->first == "cookie" ? "; " : ", ") + field.value();
  });
  request.body = given.body();
  request.remote = given.remote_endpoint().address().to_string();
  return request;
}

// RESTinio does not tell the version; a request that asks to close without saying so is HTTP/1.0,
// which knows no chunks.
bool knows_chunks(restinio::request_t const& given) {
  return given.header().should_keep_alive() || given.header().has_field("Connection");
}

restinio::http_status_line_t status_line(int status) {
  return {restinio::http_status_code_t{static_cast<std::uint16_t>(status)},
          std::string{reason(status)}};
}

/// Counts the requests read whose answers are not wholly sent yet.
class InFlight {
 public:
  explicit InFlight(std::atomic<int>& count) : count_{&count} { ++*count_; }
  InFlight(InFlight const&) = delete;
  InFlight& operator=(InFlight const&) = delete;
  ~InFlight() { --*count_; }

 private:
  std::atomic<int>* count_;
};

// One streamed answer: the next part is made when the former has left.
class Stream : public std::enable_shared_from_this<Stream> {
 public:
  using Builder = restinio::response_builder_t<restinio::chunked_output_t>;

  Stream(Builder builder, Producer producer, std::function<void()> cut,
         std::shared_ptr<InFlight> flight)
      : builder_{std::move(builder)},
        producer_{std::move(producer)},
        cut_{std::move(cut)},
        flight_{std::move(flight)} {}

  void next() {
    std::string part;
    bool more = true;
    try {
      while (more && part.size() < stream_part)
        more = append(part);
    } catch (std::exception const& error) {
      // Half an answer must not look like a whole one.
      spdlog::error("streamed answer: {}", error.what());
      cut_();
      return;
    }
    builder_.append_chunk(std::move(part));
    auto self = shared_from_this();
    if (more) {
      builder_.flush([self](auto const& error) {
        if (!error) self->next();
      });
    } else {
      builder_.done([self](auto const&) {});
    }
  }

 private:
  bool append(std::string& part) {
    std::string piece;
    bool const more = producer_(piece);
    part += piece;
    return more;
  }

  Builder builder_;
  Producer producer_;
  std::function<void()> cut_;
  std::shared_ptr<InFlight> flight_;
};

std::string whole(Producer const& producer) {
  std::string out;
  std::string part;
  for (bool more = true; more;) {
    part.clear();
    more = producer(part);
    out += part;
    if (out.size() > unstreamed_limit) {
      throw std::length_error("too long for HTTP/1.0: the proxy should speak HTTP/1.1");
    }
  }
  return out;
}

// How many connections may be open of those `wanted`. The limit of open files is raised as far as
// it goes: when it is reached, RESTinio stops accepting for good.
std::size_t possible_connections(std::size_t wanted) {
  constexpr rlim_t others = 256;  // databases, index, log, standard streams
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  if (limit.rlim_cur < wanted + others) {
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted + others);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  auto const possible = limit.rlim_cur > 2 * others ? limit.rlim_cur - others : limit.rlim_cur / 2;
  return std::min<std::size_t>(wanted, possible);
}

template <class Builder> void add_headers(Builder& builder, Response& response, bool last) {
  for (auto& [name, value] : response.headers) {
    if (name != "Content-Length") builder.append_header(std::move(name), std::move(value));
  }
  builder.append_header(restinio::http_field::date, date());
  if (last) builder.connection_close();
}

}  // namespace

struct Server::Impl {
  Impl(ServerSettings given, Router router, Authenticator authenticate, Revision revision)
      : settings{std::move(given)},
        pipeline{settings, std::move(router), std::move(authenticate), std::move(revision)} {
    if (settings.threads == 0) settings.threads = std::max(2U, std::thread::hardware_concurrency());
  }

  restinio::request_handling_status_t serve(restinio::request_handle_t const& given);
  void send(restinio::request_t& given, Response response, std::shared_ptr<InFlight> flight) const;
  void send_stream(restinio::request_t& given, Response response,
                   std::shared_ptr<InFlight> flight) const;
  auto restinio_settings();
  void work() const;
  void wait_for_stop();
  void finish();

  ServerSettings settings;
  Pipeline pipeline;
  asio::io_context* context = nullptr;
  int listening = -1;  // the socket of the acceptor
  std::uint16_t port = 0;
  std::atomic<int> in_flight{0};
  std::atomic<bool> stopping{false};
  std::mutex mutex;
  std::condition_variable stop_asked;
};

restinio::request_handling_status_t Server::Impl::serve(restinio::request_handle_t const& given) {
  auto flight = std::make_shared<InFlight>(in_flight);
  auto const [method, refused] = read_method(given->header().method());
  auto request = read_request(*given, method);
  send(*given,
       refused != 0 ? pipeline.refuse(std::move(request), refused)
                    : pipeline.run(std::move(request)),
       std::move(flight));
  return restinio::request_accepted();
}

void Server::Impl::send(restinio::request_t& given, Response response,
                        std::shared_ptr<InFlight> flight) const {
  if (response.stream && knows_chunks(given)) {
    send_stream(given, std::move(response), std::move(flight));
    return;
  }
  if (response.stream) {
    try {
      response.body = whole(response.stream);
    } catch (std::exception const& error) {
      spdlog::error("streamed answer: {}", error.what());
      throw;  // RESTinio cuts the connection
    }
  }
  auto const declared = response.header("Content-Length");
  auto const size = declared.empty() ? response.body.size() : std::stoul(declared);
  auto builder =
      given.create_response<restinio::user_controlled_output_t>(status_line(response.status));
  add_headers(builder, response, stopping);
  builder.set_content_length(size);
  builder.set_body(std::move(response.body));
  builder.done([flight = std::move(flight)](auto const&) {});
}

void Server::Impl::send_stream(restinio::request_t& given, Response response,
                               std::shared_ptr<InFlight> flight) const {
  auto builder = given.create_response<restinio::chunked_output_t>(status_line(response.status));
  add_headers(builder, response, stopping);
  auto cut = [client = given.remote_endpoint(), in = context] {
    asio::use_service<Connections>(*in).cut(client);
  };
  std::make_shared<Stream>(std::move(builder), std::move(response.stream), std::move(cut),
                           std::move(flight))
      ->next();
}

auto Server::Impl::restinio_settings() {
  auto const address =
      asio::ip::make_address(settings.host == "localhost" ? "127.0.0.1" : settings.host);
  auto const limits = restinio::incoming_http_msg_limits_t{}
                          .max_url_size(settings.max_header * 2)
                          .max_field_name_size(256)
                          .max_field_value_size(settings.max_header * 2)
                          .max_field_count(100)
                          .max_body_size(settings.max_body * 2);
  // How often time-outs are looked at: often enough for the shortest of them.
  auto const check = std::clamp<std::chrono::milliseconds>(settings.read_timeout / 4, 20ms, 1s);
  restinio::server_settings_t<ServerTraits> out{settings.port};
  out.address(address)
      .protocol(address.is_v6() ? asio::ip::tcp::v6() : asio::ip::tcp::v4())
      .request_handler([this](auto const& given) { return serve(given); })
      .incoming_http_msg_limits(limits)
      .max_parallel_connections(possible_connections(settings.max_connections))
      .concurrent_accepts_count(1)  // an acceptor is for one thread at a time
      .buffer_size(8 << 10)
      .read_next_http_message_timelimit(settings.read_timeout)
      .write_http_response_timelimit(settings.write_timeout)
      .handle_request_timeout(settings.handle_timeout)
      .timer_manager(check)
      .acceptor_options_setter(
          [](auto& options) { options.set_option(asio::ip::tcp::acceptor::reuse_address(true)); })
      .socket_options_setter([patience = settings.write_timeout](auto& options) {
        options.set_option(asio::ip::tcp::no_delay(true));
        options.set_option(UserTimeout{patience});
      })
      .acceptor_post_bind_hook([this](asio::ip::tcp::acceptor& acceptor) {
        listening = acceptor.native_handle();
        port = acceptor.local_endpoint().port();
      });
  return out;
}

// One thread of the pool. What a handler throws never comes here; what comes must not end the
// server.
void Server::Impl::work() const {
  for (;;) {
    try {
      context->run();
      return;
    } catch (std::exception const& error) {
      spdlog::error("server: {}", error.what());
    }
  }
}

void Server::Impl::wait_for_stop() {
  std::unique_lock lock{mutex};
  stop_asked.wait(lock, [this] { return stopping.load(); });
}

// No new connection; what is being answered is; then the idle connections are cut, which leaves the
// pool without work, and it ends.
void Server::Impl::finish() {
  // Shut, not closed: the acceptor belongs to the pool until its threads have ended.
  ::shutdown(listening, SHUT_RDWR);
  auto const limit = std::chrono::steady_clock::now() + longest_stop;
  while (in_flight > 0 && std::chrono::steady_clock::now() < limit) {
    std::this_thread::sleep_for(5ms);
  }
  asio::use_service<Connections>(*context).cut_all();
}

Server::Server(ServerSettings settings, Router router, Authenticator authenticate,
               Revision revision)
    : impl_{std::make_unique<Impl>(std::move(settings), std::move(router), std::move(authenticate),
                                   std::move(revision))} {}

Server::~Server() = default;

void Server::run(std::function<void(std::uint16_t port)> const& on_listening) {
  asio::io_context context{static_cast<int>(impl_->settings.threads)};
  impl_->context = &context;
  HttpServer server{restinio::external_io_context(context), impl_->restinio_settings()};
  server.open_sync();
  if (on_listening) on_listening(impl_->port);
  {
    std::vector<std::jthread> pool;
    for (unsigned i = 0; i < impl_->settings.threads; ++i) {
      pool.emplace_back([this] { impl_->work(); });
    }
    impl_->wait_for_stop();
    impl_->finish();
  }
  server.close_sync();
  impl_->context = nullptr;
}

void Server::stop() {
  {
    std::scoped_lock const lock{impl_->mutex};
    impl_->stopping = true;
  }
  impl_->stop_asked.notify_all();
}

Response Server::respond(Request request) const {
  return impl_->pipeline.run(std::move(request));
}

}  // namespace pacte::web
