#include "diagnostic/operations/import_diagnostics.hpp"

#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "diagnostic/definition.hpp"
#include "diagnostic/store.hpp"
#include "source/store.hpp"
#include "store/failure.hpp"
#include "store/journal.hpp"

namespace pacte::diagnostic {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_bytes = 32;

struct ReadFile {
  std::string name;
  std::string text;
  Definition definition;
};

struct Reading {
  std::vector<ReadFile> files;
  std::vector<FieldError> faults;

  void fault(std::string const& file, std::size_t line, std::string message) {
    faults.push_back({fmt::format("{}:{}", file, line), std::move(message)});
  }
};

void read_file(Reading& reading, fs::path const& path) {
  auto const name = path.filename().string();
  std::ifstream input{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{input}, {}};
  if (!input.good() && !input.eof()) {
    reading.fault(name, 1, "le fichier ne peut pas être lu");
    return;
  }
  auto definition = read_definition(text);
  if (!definition) {
    for (auto& fault : definition.error())
      reading.fault(name, fault.line, std::move(fault.message));
  } else if (definition->key != path.stem().string()) {
    reading.fault(name, 1,
                  fmt::format("la clé est « {0} » : nommez le fichier {0}.json", definition->key));
  } else {
    reading.files.push_back({name, std::move(text), *std::move(definition)});
  }
}

Reading read_folder(fs::path const& folder) {
  Reading reading;
  std::vector<fs::path> paths;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator{folder, error}) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  if (paths.empty()) {
    reading.faults.push_back(
        {folder.string(), "ce dossier ne peut pas être lu, ou n’a aucun fichier .json"});
  }
  for (auto const& path : paths)
    read_file(reading, path);
  return reading;
}

// What the corpus must hold: the schemes of next steps, the documents of sources.
void check_records(store::Session& session, Reading& reading) {
  for (auto const& file : reading.files) {
    auto const named = named_records(file.text, file.definition);
    std::vector<std::string> ids;
    for (auto const& one : named)
      ids.push_back(one.id);
    auto const known = source::summaries(session, ids);
    for (auto const& one : named) {
      auto const kind = one.is_scheme ? source::Kind::instrument : source::Kind::document;
      auto const found = known.find(one.id);
      if (found != known.end() && found->second.kind == kind) continue;
      reading.fault(
          file.name, one.line,
          fmt::format(fmt::runtime(one.is_scheme ? "« {} » n’est pas un dispositif du corpus"
                                                 : "« {} » n’est pas un document du corpus"),
                      one.id));
    }
  }
}

std::unexpected<Problem> refused(Reading reading) {
  return fail(ProblemKind::invalid, "Les diagnostics n’ont pas été chargés.",
              std::move(reading.faults));
}

class Loader {
 public:
  Loader(store::Session& session, std::string const& actor, Instant now)
      : session_{session}, actor_{actor}, now_{now}, journal_{session, now} {}

  DiagnosticImport run(std::vector<ReadFile> const& files) {
    if (seal_key(session_).empty()) insert_seal_key(session_, random_hex(key_bytes));
    auto const before = current_versions(session_);
    for (auto const& file : files)
      load(file, before);
    for (auto const& [key, version] : before) {
      if (std::ranges::none_of(files, [&](ReadFile const& f) { return f.definition.key == key; })) {
        withdraw(session_, key);
        note(key, {{"withdrawn", true}});
        report_.withdrawn.push_back(key);
      }
    }
    return std::move(report_);
  }

 private:
  void load(ReadFile const& file, std::vector<std::pair<std::string, std::string>> const& before) {
    auto const& made = file.definition;
    if (std::ranges::find(before, std::pair{made.key, made.id}) != before.end()) {
      ++report_.unchanged;
      return;
    }
    propose(session_, made, file.text, now_);
    note(made.key, {{"version", made.version}, {"id", made.id}});
    report_.changed.push_back(made.key);
  }

  void note(std::string const& key, Json payload) {
    journal_.append({actor_, "import_diagnostics", "diagnostic", key, std::move(payload)});
  }

  store::Session& session_;
  std::string const& actor_;
  Instant now_;
  store::Journal journal_;
  DiagnosticImport report_;
};

}  // namespace

Result<DiagnosticImport> import_diagnostics(store::Database& database, fs::path const& folder,
                                            std::string const& actor, Instant now) {
  auto reading = read_folder(folder);
  if (!reading.faults.empty()) return refused(std::move(reading));
  return store::guarded([&]() -> Result<DiagnosticImport> {
    auto writing = database.write();
    check_records(writing, reading);
    if (!reading.faults.empty()) return refused(std::move(reading));
    auto report = Loader{writing, actor, now}.run(reading.files);
    writing.commit();
    return report;
  });
}

}  // namespace pacte::diagnostic
