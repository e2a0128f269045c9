#include "app/rule/files.hpp"

#include <chrono>
#include <filesystem>
#include <set>

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

std::string file_name(std::string const& path) {
  return std::filesystem::path{path}.filename().string();
}

std::string folder_key(std::string const& path) {
  auto const file = std::filesystem::path{path};
  return file.extension() == ".regle" ? file.parent_path().string() : path;
}

SchemeFolder open_folder(std::string const& scheme, std::string const& vocabulary) {
  namespace fs = std::filesystem;
  SchemeFolder made{open_vocabulary(vocabulary), {}};
  if (!made.words) return made;
  auto const parent = fs::path{scheme}.parent_path();
  std::set<std::string> names{fs::path{scheme}.filename().string()};
  std::error_code none;
  for (auto const& entry : fs::directory_iterator{parent.empty() ? fs::path{"."} : parent, none}) {
    if (entry.path().extension() == ".regle" && entry.path().filename() != vocabulary_file)
      names.insert(entry.path().filename().string());
  }
  std::vector<std::string> read;
  std::vector<std::string> sources;
  for (auto const& name : names) {
    auto text = read_text((parent / name).string());
    if (!text) continue;
    read.push_back(name);
    sources.push_back(std::move(*text));
  }
  auto schemes = rule::read_schemes(std::move(sources), made.words->vocabulary, read);
  for (std::size_t i = 0; i < read.size(); ++i)
    made.schemes.emplace(read[i], std::move(schemes[i]));
  return made;
}

std::int64_t today() {
  return std::chrono::floor<std::chrono::days>(system_now()).time_since_epoch().count();
}

}  // namespace pacte::app
