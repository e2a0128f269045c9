#include "territory/operations/import_territories.hpp"

#include <fstream>
#include <sstream>

#include "base/json.hpp"
#include "base/text.hpp"
#include "report/csv.hpp"
#include "store/failure.hpp"
#include "store/jobs.hpp"
#include "store/journal.hpp"
#include "territory/store.hpp"

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
    auto const text = content(file.name);
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

  std::optional<std::string> content(std::string_view name) {
    auto const path = folder_ / name;
    std::error_code error;
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

Json described(Territory const& t) {
  Json point;
  if (t.place) point = Json::array({t.place->longitude, t.place->latitude});
  return {to_text(t.key),
          t.name,
          t.type,
          t.population,
          t.communes.value_or(-1),
          t.population_total.value_or(-1),
          t.communes_total.value_or(-1),
          t.department,
          t.departments,
          t.arrondissement,
          t.epci,
          t.seat,
          t.postal_codes,
          point};
}

// What tells whether anything would change: all that is written, and nothing else.
std::string digest_of(Reference const& reference, ZoningCitations const& citations) {
  std::string whole;
  for (auto const& territory : reference.territories)
    whole += to_line(described(territory)) + "\n";
  whole += to_line(Json(reference.zonings)) + "\n";
  for (std::size_t i = 0; i < reference.members.size(); ++i) {
    auto const& member = reference.members[i];
    Json cited = Json::array();
    for (auto const& citation : citations[i]) {
      cited.push_back({citation.document.value_or(""), citation.file, citation.lines});
    }
    whole += to_line(Json::array({member.zoning, member.position, name(member.level), member.codes,
                                  member.label, member.note, cited})) +
             "\n";
  }
  return sha256_hex(whole);
}

TerritoryImport report_on(Reference const& reference, ZoningCitations const& citations) {
  TerritoryImport report;
  for (auto const& territory : reference.territories) {
    switch (territory.key.level) {
      case Level::region: break;
      case Level::department: ++report.departments; break;
      case Level::arrondissement: ++report.arrondissements; break;
      case Level::epci: ++report.epci; break;
      case Level::commune: ++report.communes; break;
    }
  }
  report.zonings = reference.zonings.size();
  report.zoning_members = reference.members.size();
  for (auto const& cited : citations) {
    for (auto const& citation : cited)
      report.uncited += citation.document ? 0 : 1;
  }
  report.digest = digest_of(reference, citations);
  return report;
}

}  // namespace

Result<TerritoryImport> import_territories(store::Database& database,
                                           std::filesystem::path const& folder,
                                           std::string const& actor, Instant now) {
  auto const reference = FolderReading{folder}.run();
  if (!reference.faults.empty()) return std::unexpected(faults_problem(reference.faults));
  return store::guarded([&]() -> Result<TerritoryImport> {
    auto transaction = database.write();
    auto const citations = cite(transaction, reference);
    auto report = report_on(reference, citations);
    auto const before = loaded_digest(transaction);
    if (before == report.digest) {
      report.unchanged = true;
      return report;
    }
    replace_reference(transaction, reference, citations, report.digest, now);
    store::Journal{transaction, now}.append({actor,
                                             "import_territories",
                                             "territory_reference",
                                             "territoires",
                                             {{"before", before.empty() ? Json{} : Json(before)},
                                              {"digest", report.digest},
                                              {"departments", report.departments},
                                              {"arrondissements", report.arrondissements},
                                              {"epci", report.epci},
                                              {"communes", report.communes},
                                              {"zonings", report.zonings},
                                              {"zoning_members", report.zoning_members}}});
    store::enqueue(transaction, "search.rebuild", Json::object(), now, "search.rebuild");
    transaction.commit();
    return report;
  });
}

}  // namespace pacte::territory
