#include "territory/reference_folder.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "report/csv.hpp"

namespace pacte::territory {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_file = 64 * 1024 * 1024;

using Rows = std::map<std::string_view, std::vector<ReferenceRow>>;

class FolderReading {
 public:
  explicit FolderReading(fs::path folder) : folder_{std::move(folder)} {}

  Reference run() {
    Rows rows;
    for (auto const& file : reference_files())
      rows[file.name] = rows_of(file);
    // Without a whole file, every line that refers to it would be a fault more.
    if (!faults_.empty()) {
      Reference none;
      none.faults = std::move(faults_);
      return none;
    }
    return read_reference(rows);
  }

 private:
  std::vector<ReferenceRow> rows_of(ReferenceFile const& file) {
    std::vector<ReferenceRow> rows;
    auto const text = content(file);
    if (!text) return rows;
    auto table = report::CsvTable::open(*text, file.columns);
    if (!table) {
      fault(file.name, table.error().line, table.error().message);
      return rows;
    }
    while (true) {
      auto const row = table->next();
      if (!row) {
        fault(file.name, row.error().line, row.error().message);
        return rows;
      }
      if (!*row) return rows;
      ReferenceRow& read = rows.emplace_back();
      read.line = (*row)->line();
      for (auto const column : file.columns)
        read.cells.emplace(column, (**row)[column]);
    }
  }

  std::optional<std::string> content(ReferenceFile const& file) {
    auto const name = file.name;
    auto const path = folder_ / name;
    std::error_code error;
    if (file.optional && !fs::exists(path, error)) return std::nullopt;
    auto const size = fs::file_size(path, error);
    std::ifstream input{path, std::ios::binary};
    if (error || !input) {
      fault(name, 0, fmt::format("le fichier manque dans {} : fournissez-le", folder_.string()));
      return std::nullopt;
    }
    if (size > max_file) {
      fault(name, 0, "le fichier dépasse 64 Mio : ce n’est sans doute pas la table attendue");
      return std::nullopt;
    }
    std::ostringstream text;
    text << input.rdbuf();
    auto whole = std::move(text).str();
    if (auto const bad = first_invalid_utf8(whole)) {
      auto const line = static_cast<std::size_t>(
          std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(*bad), '\n'));
      fault(name, line + 1,
            "le texte n’est pas en UTF-8 : enregistrez le fichier dans cet encodage");
      return std::nullopt;
    }
    return whole;
  }

  void fault(std::string_view file, std::size_t line, std::string message) {
    faults_.push_back({std::string{file}, line, std::move(message)});
  }

  fs::path folder_;
  std::vector<ReferenceFault> faults_;
};

}  // namespace

Reference read_folder(std::filesystem::path const& folder) {
  return FolderReading{folder}.run();
}

Result<ReadContours> read_contour_files(std::vector<std::filesystem::path> const& files,
                                        Reference const& reference) {
  ContourReading reading{reference};
  for (auto const& file : files) {
    auto const name = file.filename().string();
    auto const read =
        read_contours(file, [&](ContourFeature const& feature) { reading.take(name, feature); });
    if (!read) return std::unexpected(read.error());
  }
  auto set = reading.finish();
  if (!reading.faults().empty()) return std::unexpected(faults_problem(reading.faults()));
  return ReadContours{std::move(set), reading.notices()};
}

Problem faults_problem(std::vector<ReferenceFault> const& faults) {
  Problem problem{ProblemKind::invalid,
                  fmt::format("Le référentiel des territoires a {} faute{} ; rien n’a été chargé.",
                              faults.size(), faults.size() > 1 ? "s" : "")};
  for (auto const& fault : faults) {
    auto const place = fault.line == 0 ? fault.file : fmt::format("{}:{}", fault.file, fault.line);
    problem.fields.push_back({place, fault.message});
  }
  return problem;
}

}  // namespace pacte::territory
