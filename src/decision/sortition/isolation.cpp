#include "decision/sortition/isolation.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pacte::decision::sortition {
namespace {

// What goes through the pipe: a letter, the length, the bytes.
constexpr char told = 't';
constexpr char result = 'r';
constexpr std::size_t header_size = 1 + sizeof(std::uint64_t);

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_{descriptor} {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }
  void close() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  }

 private:
  int descriptor_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool send(int descriptor, char kind, std::string_view bytes) {
  std::string header(header_size, kind);
  auto const length = static_cast<std::uint64_t>(bytes.size());
  std::memcpy(header.data() + 1, &length, sizeof length);
  return write_all(descriptor, header) && write_all(descriptor, bytes);
}

void silence() {
  auto const nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  rlimit const no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
}

[[noreturn]] void be_child(int descriptor, pid_t parent,
                           std::function<std::string(Tell const&)> const& work) {
  // Nobody waits for the answer once the parent is gone.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  // The parent's handlers are not for what happens here.
  for (auto const signal : {SIGABRT, SIGINT, SIGTERM, SIGSEGV}) {
    static_cast<void>(::signal(signal, SIG_DFL));
  }
  static_cast<void>(::signal(SIGPIPE, SIG_IGN));
  silence();
  auto sent = false;
  try {
    auto const bytes = work([&](std::string_view message) {
      if (!send(descriptor, told, message)) ::_exit(1);
    });
    sent = send(descriptor, result, bytes);
  } catch (std::exception const&) {
    sent = false;
  }
  // Neither destructors nor buffers: they are the parent's.
  ::_exit(sent ? 0 : 1);
}

// The messages that came whole.
class Messages {
 public:
  explicit Messages(Tell const& heard) : heard_{heard} {}

  void add(std::string_view bytes) {
    buffer_ += bytes;
    while (buffer_.size() >= header_size) {
      std::uint64_t length = 0;
      std::memcpy(&length, buffer_.data() + 1, sizeof length);
      if (buffer_.size() - header_size < length) return;
      auto message = buffer_.substr(header_size, length);
      if (buffer_.front() == result) {
        result_ = std::move(message);
      } else if (heard_) {
        heard_(message);
      }
      buffer_.erase(0, header_size + length);
    }
  }
  [[nodiscard]] std::optional<std::string> const& end() const { return result_; }

 private:
  Tell const& heard_;
  std::string buffer_;
  std::optional<std::string> result_;
};

class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds limit)
      : limited_{limit.count() > 0}, end_{std::chrono::steady_clock::now() + limit} {}
  [[nodiscard]] int left() const {
    if (!limited_) return -1;
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end_ - std::chrono::steady_clock::now());
    return static_cast<int>(
        std::clamp<std::int64_t>(left.count(), 0, std::numeric_limits<int>::max()));
  }

 private:
  bool limited_;
  std::chrono::steady_clock::time_point end_;
};

// False when the time is over.
bool read_until_end(int descriptor, Deadline const& deadline, Messages& messages) {
  std::array<char, 65536> block{};
  while (true) {
    pollfd waited{.fd = descriptor, .events = POLLIN, .revents = 0};
    auto const ready = ::poll(&waited, 1, deadline.left());
    if (ready == 0) return false;
    if (ready < 0) {
      if (errno == EINTR) continue;
      return true;
    }
    auto const count = ::read(descriptor, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return true;
    messages.add({block.data(), static_cast<std::size_t>(count)});
  }
}

}  // namespace

std::expected<std::string, ChildFailure> run_in_child(
    std::function<std::string(Tell const&)> const& work, std::chrono::milliseconds limit,
    Tell const& heard) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::unexpected(ChildFailure::no_process);
  Descriptor reading{ends[0]};
  Descriptor writing{ends[1]};
  auto const parent = ::getpid();
  auto const child = ::fork();
  if (child < 0) return std::unexpected(ChildFailure::no_process);
  if (child == 0) {
    reading.close();
    be_child(writing.get(), parent, work);
  }
  writing.close();
  Messages messages{heard};
  auto const in_time = read_until_end(reading.get(), Deadline{limit}, messages);
  if (!in_time) ::kill(child, SIGKILL);
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR)
    continue;
  if (!in_time) return std::unexpected(ChildFailure::too_long);
  if (!messages.end()) return std::unexpected(ChildFailure::broke_down);
  return *messages.end();
}

}  // namespace pacte::decision::sortition
