#include "app/rule/files.hpp"

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "app/decision/files.hpp"
#include "base/date.hpp"

namespace pacte::app {

std::optional<std::string> read_text(std::string const& path) {
  FileText const file{path};
  if (!file.readable()) return std::nullopt;
  return std::string{file.text()};
}

std::string vocabulary_of(std::string const& scheme, std::string const& named) {
  if (!named.empty()) return named;
  return (std::filesystem::path{scheme}.parent_path() / vocabulary_file).string();
}

std::optional<rule::CheckedVocabulary> open_vocabulary(std::string const& path) {
  auto text = read_text(path);
  if (!text) {
    fmt::print(stderr, "{} : vocabulaire introuvable ou illisible ; nommez-le par --vocabulary.\n",
               path);
    return std::nullopt;
  }
  auto made = rule::read_vocabulary(std::move(*text));
  for (auto const& fault : made.faults)
    fmt::print(stderr, "{}\n", to_text(fault, path));
  if (has_error(made.faults)) return std::nullopt;
  return made;
}

std::int64_t today() {
  return std::chrono::floor<std::chrono::days>(system_now()).time_since_epoch().count();
}

}  // namespace pacte::app
