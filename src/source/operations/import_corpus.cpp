#include "source/operations/import_corpus.hpp"

#include "source/record_store.hpp"
#include "store/failure.hpp"
#include "store/jobs.hpp"
#include "store/journal.hpp"

namespace pacte::source {
namespace {

Problem faults_problem(std::vector<Fault> const& faults) {
  Problem problem{ProblemKind::invalid, fmt::format("Le corpus a {} faute{} ; rien n’a été chargé.",
                                                    faults.size(), faults.size() > 1 ? "s" : "")};
  for (auto const& fault : faults) {
    auto const place = fault.line == 0 ? fault.file : fmt::format("{}:{}", fault.file, fault.line);
    problem.fields.push_back({place, fault.message});
  }
  return problem;
}

class Loader {
 public:
  Loader(store::Session& session, std::vector<RecordKind const*> const& kinds, std::string actor,
         Instant now)
      : session_{session},
        journal_{session, now},
        actor_{std::move(actor)},
        now_{now},
        stored_{stored_records(session)} {
    for (auto const* kind : kinds)
      kinds_[kind->kind] = kind;
  }

  ImportReport run(Corpus const& corpus, Progress const& progress) {
    std::size_t done = 0;
    for (auto const& record : corpus.records) {
      load(record);
      if (progress) progress(++done, corpus.records.size());
    }
    // What is left was not in the corpus any more.
    for (auto const& [id, was] : stored_)
      remove(id, *kinds_.at(was.kind));
    return report_;
  }

 private:
  void load(CorpusRecord const& record) {
    auto const id = record.value["id"].get<std::string>();
    auto const was = stored_.extract(id);
    if (was.empty()) {
      insert_record(session_, *record.kind, record.value, 1, now_);
      note(*record.kind, id, {{"version", 1}, {"after", record.value}});
      ++report_.added;
    } else if (was.mapped().digest == digest_of(record.value)) {
      ++report_.unchanged;
    } else {
      auto const& kind = *kinds_.at(was.mapped().kind);
      auto const before = read_record(session_, kind, id).value_or(Json{});
      auto const version = was.mapped().version + 1;
      erase_record(session_, kind, id);
      insert_record(session_, *record.kind, record.value, version, now_);
      note(*record.kind, id, {{"version", version}, {"before", before}, {"after", record.value}});
      ++report_.changed;
    }
  }

  void remove(std::string const& id, RecordKind const& kind) {
    auto const before = read_record(session_, kind, id).value_or(Json{});
    erase_record(session_, kind, id);
    note(kind, id, {{"before", before}});
    ++report_.removed;
  }

  void note(RecordKind const& kind, std::string const& id, Json payload) {
    journal_.append(
        {actor_, "import_corpus", std::string{info(kind.kind).name}, id, std::move(payload)});
  }

  store::Session& session_;
  store::Journal journal_;
  std::string actor_;
  Instant now_;
  std::map<std::string, StoredRecord> stored_;
  std::map<Kind, RecordKind const*> kinds_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> import_corpus(store::Database& database, std::filesystem::path const& folder,
                                   std::vector<RecordKind const*> const& kinds,
                                   std::string const& actor, Instant now,
                                   Progress const& progress) {
  auto const corpus = read_corpus(folder, kinds);
  if (!corpus.faults.empty()) return std::unexpected(faults_problem(corpus.faults));
  return store::guarded([&]() -> Result<ImportReport> {
    auto transaction = database.write();
    auto const report = Loader{transaction, kinds, actor, now}.run(corpus, progress);
    if (report.added + report.changed + report.removed > 0) {
      store::enqueue(transaction, "search.rebuild", Json::object(), now, "search.rebuild");
    }
    transaction.commit();
    return report;
  });
}

}  // namespace pacte::source
