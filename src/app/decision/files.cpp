#include "app/decision/files.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

namespace pacte::app {

std::optional<std::string> contents(std::string const& path) {
  if (path == "-") return std::string{std::istreambuf_iterator<char>{std::cin}, {}};
  std::ifstream in{path, std::ios::binary};
  if (!in) return std::nullopt;
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
