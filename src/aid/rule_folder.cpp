#include "aid/rule_folder.hpp"

#include <algorithm>
#include <fstream>
#include <map>

#include "base/text.hpp"
#include "rule/cases.hpp"

namespace pacte::aid {
namespace {

namespace fs = std::filesystem;

constexpr auto vocabulary_name = "faits.regle";

void tell(RuleFolder& folder, std::string const& file, rule::Faults const& faults) {
  for (auto const& fault : faults) {
    if (fault.severity == rule::Severity::error)
      folder.faults.push_back(to_field_error(file, fault));
  }
}

// As it is kept: without blank lines around it.
std::optional<std::string> text_of(RuleFolder& folder, fs::path const& path) {
  std::ifstream input{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{input}, {}};
  if (input.good() || input.eof()) return std::string{trim(text)};
  folder.faults.push_back({path.filename().string(), "le fichier ne peut pas être lu"});
  return std::nullopt;
}

// All of them together: schemes refer to one another.
void read_files(RuleFolder& folder, std::vector<fs::path> const& paths, std::int64_t today) {
  std::vector<std::string> sources;
  for (auto const& path : paths) {
    auto text = text_of(folder, path);
    if (!text) continue;
    folder.files.push_back({path.filename().string(), {}, *text, {}});
    sources.push_back(*std::move(text));
  }
  auto read = rule::read_schemes(std::move(sources), folder.words.vocabulary);
  for (std::size_t i = 0; i < read.size(); ++i) {
    auto& file = folder.files[i];
    file.rules = std::move(read[i]);
    tell(folder, file.name, file.rules.faults);
    for (auto const& report : run_cases(file.rules, folder.words.vocabulary, nullptr, today))
      tell(folder, file.name, report.faults);
    auto const& program = file.rules.program;
    file.scheme = program.record.empty() ? "region/" + slug(program.name) : program.record;
  }
}

void refuse_twice(RuleFolder& folder) {
  std::map<std::string_view, std::string_view> seen;
  for (auto const& file : folder.files) {
    auto const [first, added] = seen.emplace(file.scheme, file.name);
    if (added) continue;
    rule::Fault const fault{
        rule::Severity::error, file.rules.sheet.place,
        fmt::format("« {} » a déjà ses règles dans {}.", file.scheme, first->second),
        "Réunissez-les, ou changez la fiche."};
    folder.faults.push_back(to_field_error(file.name, fault));
  }
}

}  // namespace

FieldError to_field_error(std::string_view file, rule::Fault const& fault) {
  auto message = fault.message;
  if (!fault.mend.empty()) message += " " + fault.mend;
  return {fmt::format("{}:{}:{}", file, fault.place.line, fault.place.column), std::move(message)};
}

RuleFolder read_rule_folder(fs::path const& folder, std::int64_t today) {
  RuleFolder read;
  std::vector<fs::path> paths;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator{folder, error}) {
    if (entry.path().extension() == ".regle" && entry.path().filename() != vocabulary_name)
      paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  auto const vocabulary = folder / vocabulary_name;
  if (paths.empty() || !fs::is_regular_file(vocabulary, error)) {
    read.faults.push_back(
        {folder.string(), fmt::format("ce dossier ne peut pas être lu, ou n’a pas {} et une règle "
                                      "de dispositif (*.regle)",
                                      vocabulary_name)});
    return read;
  }
  read.vocabulary = text_of(read, vocabulary).value_or("");
  read.words = rule::read_vocabulary(read.vocabulary);
  tell(read, vocabulary_name, read.words.faults);
  // Without its words, every line of a scheme would seem wrong.
  if (!read.faults.empty()) return read;
  read_files(read, paths, today);
  if (read.faults.empty()) refuse_twice(read);
  return read;
}

}  // namespace pacte::aid
