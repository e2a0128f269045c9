#include "search/generations.hpp"

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/text.hpp"

namespace pacte::search {
namespace {

constexpr std::string_view generation_prefix = "index-";
constexpr auto current_name = "current";
constexpr auto longest_wait = std::chrono::seconds{10};
constexpr auto retry_after = std::chrono::milliseconds{20};

std::int64_t number_of(std::string_view name) {
  if (!name.starts_with(generation_prefix)) return 0;
  name.remove_prefix(generation_prefix.size());
  return parse_integer(name.substr(0, name.find('-'))).value_or(0);
}

}  // namespace

WriterLock::WriterLock(std::filesystem::path const& folder) {
  std::filesystem::create_directories(folder);
  constexpr mode_t readable = 0644;
  file_ = ::open((folder / "lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, readable);
  if (file_ < 0) throw std::system_error(errno, std::generic_category(), "index de recherche");
  auto const deadline = std::chrono::steady_clock::now() + longest_wait;
  while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    auto const error = errno;
    bool const held = error == EWOULDBLOCK || error == EINTR;
    if (held && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(retry_after);
      continue;
    }
    ::close(file_);
    if (!held) throw std::system_error(error, std::generic_category(), "index de recherche");
    throw std::runtime_error(
        "index de recherche : une autre écriture est en cours, recommencez plus tard");
  }
}

WriterLock::~WriterLock() {
  ::close(file_);
}

std::string current_generation(std::filesystem::path const& folder) {
  std::error_code missing;
  auto const target = std::filesystem::read_symlink(folder / current_name, missing);
  return missing ? std::string{} : target.string();
}

std::string next_generation(std::filesystem::path const& folder) {
  std::int64_t last = 0;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    last = std::max(last, number_of(entry.path().filename().string()));
  }
  constexpr std::size_t random_bytes = 4;
  return fmt::format("{}{}-{}", generation_prefix, last + 1, random_hex(random_bytes));
}

void make_current(std::filesystem::path const& folder, std::string const& generation) {
  auto const fresh = folder / "current.new";
  std::filesystem::remove(fresh);
  std::filesystem::create_symlink(generation, fresh);
  std::filesystem::rename(fresh, folder / current_name);
}

void remove_others(std::filesystem::path const& folder, std::string const& kept) {
  std::error_code ignored;  // what cannot be removed now will be next time
  std::vector<std::filesystem::path> old;
  for (auto const& entry : std::filesystem::directory_iterator(folder, ignored)) {
    auto const name = entry.path().filename().string();
    if (name.starts_with(generation_prefix) && name != kept) old.push_back(entry.path());
  }
  for (auto const& path : old)
    std::filesystem::remove_all(path, ignored);
}

}  // namespace pacte::search
