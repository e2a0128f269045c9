#include "aid/operations/import_rules.hpp"

#include <algorithm>
#include <set>

#include "aid/describing.hpp"
#include "aid/rule_check.hpp"
#include "aid/rule_folder.hpp"
#include "base/text.hpp"
#include "source/store.hpp"
#include "store/failure.hpp"

namespace pacte::aid {
namespace {

// What the corpus must hold: the records of schemes, the documents of sources.
void check_records(store::Session& session, RuleFolder& folder) {
  for (auto const& file : folder.files) {
    auto const& sheet = file.rules.sheet;
    auto faults = unknown_documents(session, sheet);
    auto const record = source::summary(session, sheet.record);
    bool const known = sheet.record.empty() ||
                       (record && record->kind == source::Kind::instrument) ||
                       scheme(session, sheet.record);
    if (!known) {
      faults.insert(faults.begin(),
                    {rule::Severity::error, sheet.place,
                     fmt::format("« {} » n’est pas un dispositif du catalogue.", sheet.record),
                     "Corrigez la fiche, ou ôtez-la."});
    }
    for (auto const& fault : faults)
      folder.faults.push_back(to_field_error(file.name, fault));
  }
}

class Loader {
 public:
  Loader(store::Session& session, RuleFolder& folder, std::string const& actor, Instant now)
      : session_{session},
        folder_{folder},
        now_{now},
        describing_{session, actor, "import_rules", now} {}

  void check() {
    check_records(session_, folder_);
    for (auto const& file : folder_.files)
      loaded_.insert(file.scheme);
    check_published();
  }

  RulesImport run() {
    if (rule_vocabulary(session_) != folder_.vocabulary) {
      insert_rule_vocabulary(session_, folder_.vocabulary, to_iso(now_));
      describing_.note(folder_.words.vocabulary.name, {{"text", folder_.vocabulary}}, "vocabulary");
      report_.vocabulary_changed = true;
    }
    for (auto const& file : folder_.files)
      load(file);
    for (auto const& text : shown_rules(session_)) {
      if (!loaded_.contains(text.scheme)) remove(text.scheme);
    }
    return std::move(report_);
  }

 private:
  // What officers published must still read beside what is loaded.
  void check_published() {
    std::vector<RuleText> kept;
    std::vector<std::string> sources;
    for (auto& text : shown_rules(session_)) {
      if (taken_over(scheme_versions(session_, text.scheme))) kept.push_back(std::move(text));
    }
    for (auto const& file : folder_.files) {
      if (std::ranges::find(kept, file.scheme, &RuleText::scheme) == kept.end())
        sources.push_back(file.text);
    }
    for (auto const& text : kept)
      sources.push_back(text.text);
    auto const first = sources.size() - kept.size();
    auto const read = rule::read_schemes(std::move(sources), folder_.words.vocabulary);
    for (std::size_t i = 0; i < kept.size(); ++i) {
      for (auto const& fault : read[first + i].faults) {
        if (fault.severity != rule::Severity::error) continue;
        auto told = to_field_error(kept[i].scheme, fault);
        told.message = "Des règles publiées ne se liraient plus : " + told.message;
        folder_.faults.push_back(std::move(told));
      }
    }
  }

  static std::vector<SchemeVersion>::const_iterator described(
      std::vector<SchemeVersion> const& versions) {
    return std::ranges::find(versions, VersionState::described, &SchemeVersion::state);
  }

  void load(RuleFile const& file) {
    auto const versions = scheme_versions(session_, file.scheme);
    auto const found = described(versions);
    if (taken_over(versions) ||
        (!versions.empty() && found == versions.end() && versions.front().author != of_rules)) {
      report_.left_alone.push_back(file.scheme);
      return;
    }
    bool const by_rules = found == versions.end() || found->author == of_rules;
    auto content = by_rules ? SchemeContent{} : found->content;
    if (by_rules) {
      content.label = file.rules.program.title.french;
      for (auto const& citation : file.rules.sheet.sources)
        content.sources.push_back({citation.document, lines_of(citation)});
    }
    content.rules = file.text;
    if (found != versions.end() && found->content == content) {
      ++report_.unchanged;
      return;
    }
    describing_.describe(file.scheme, versions, std::move(content),
                         by_rules ? of_rules : of_documents);
    report_.changed.push_back(file.scheme);
  }

  static std::string lines_of(rule::Citation const& citation) {
    return citation.first == citation.last ? fmt::format("{}", citation.first)
                                           : fmt::format("{}-{}", citation.first, citation.last);
  }

  void remove(std::string const& id) {
    auto const versions = scheme_versions(session_, id);
    auto const found = described(versions);
    if (found == versions.end() || taken_over(versions)) return;
    if (found->author == of_rules) {
      describing_.withdraw(id, "Les règles chargées ne décrivent plus ce dispositif.");
    } else {
      auto content = found->content;
      content.rules.clear();
      describing_.describe(id, versions, std::move(content), of_documents);
    }
    report_.removed.push_back(id);
  }

  store::Session& session_;
  RuleFolder& folder_;
  Instant now_;
  Describing describing_;
  std::set<std::string> loaded_;
  RulesImport report_;
};

std::unexpected<Problem> refused(RuleFolder folder) {
  return fail(ProblemKind::invalid, "Les règles n’ont pas été chargées.", std::move(folder.faults));
}

}  // namespace

Result<RulesImport> import_rules(store::Database& database, std::filesystem::path const& folder,
                                 std::string const& actor, Instant now) {
  auto read = read_rule_folder(folder, rule_day(now));
  if (!read.faults.empty()) return refused(std::move(read));
  return store::guarded([&]() -> Result<RulesImport> {
    auto writing = database.write();
    Loader loader{writing, read, actor, now};
    loader.check();
    if (!read.faults.empty()) return refused(std::move(read));
    auto report = loader.run();
    writing.commit();
    return report;
  });
}

}  // namespace pacte::aid
