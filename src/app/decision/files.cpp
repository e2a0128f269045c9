#include "app/decision/files.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pacte::app {
namespace {

std::optional<std::string> read_to_end(std::istream& in) {
  std::string text;
  constexpr std::size_t step = 1 << 20;
  // Pipes have no size to ask for.
  while (in) {
    auto const had = text.size();
    text.resize(had + step);
    in.read(text.data() + had, step);
    text.resize(had + static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return std::nullopt;
  return text;
}

}  // namespace

FileText::FileText(std::string const& path) {
  if (path == "-") {
    copy_ = read_to_end(std::cin);
    return;
  }
  int const file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  struct stat about{};
  bool const known = fstat(file, &about) == 0 && !S_ISDIR(about.st_mode);
  if (known && S_ISREG(about.st_mode) && about.st_size > 0) map(file, about.st_size);
  close(file);
  if (!known || mapping_ != nullptr) return;
  std::ifstream in{path, std::ios::binary};
  if (in) copy_ = read_to_end(in);
}

FileText::~FileText() {
  if (mapping_ != nullptr) munmap(mapping_, size_);
}

std::string_view FileText::text() const {
  if (copy_) return *copy_;
  return {static_cast<char const*>(mapping_), size_};
}

void FileText::map(int file, off_t size) {
  size_ = static_cast<std::size_t>(size);
  void* const made = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (made != MAP_FAILED) mapping_ = made;
}

bool write_file(std::string const& path, std::string_view text) {
  std::ofstream out{path, std::ios::binary};
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (out) return true;
  fmt::print(stderr, "{} : le fichier ne peut pas être écrit.\n", path);
  return false;
}

std::string program_name() {
  return "pacte " PACTE_VERSION;
}

}  // namespace pacte::app
