// The real corpus, through the whole of an import and an export.
#include <fstream>
#include <sstream>

#include "app/kinds.hpp"
#include "source/operations/export_corpus.hpp"
#include "source/operations/import_corpus.hpp"
#include "source/record_store.hpp"
#include "store/database_fixture.hpp"
#include "store/journal.hpp"

namespace pacte::embedded {
std::vector<File> source_migrations();
std::vector<File> plan_migrations();
std::vector<File> participation_migrations();
std::vector<File> indicator_migrations();
std::vector<File> aid_migrations();
std::vector<File> directory_migrations();
std::vector<File> territory_migrations();
}  // namespace pacte::embedded

namespace pacte::app {
namespace {

namespace fs = std::filesystem;

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");
fs::path const occitanie = fs::path(PACTE_SOURCE_DIR) / "data" / "occitanie";

std::string content(fs::path const& file) {
  std::ifstream input{file, std::ios::binary};
  std::ostringstream text;
  text << input.rdbuf();
  return text.str();
}

class CorpusTest : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(
        store::migrate(database(), {store::own_migrations(),
                                    {"source", embedded::source_migrations()},
                                    {"territory", embedded::territory_migrations()},
                                    {"plan", embedded::plan_migrations()},
                                    {"indicator", embedded::indicator_migrations()},
                                    {"directory", embedded::directory_migrations()},
                                    {"aid", embedded::aid_migrations()},
                                    {"participation", embedded::participation_migrations()}}));
    copy_ = fs::temp_directory_path() / ("pacte_corpus_" + random_hex(6));
    fs::copy(occitanie, copy_, fs::copy_options::recursive);
  }
  void TearDown() override {
    DatabaseTest::TearDown();
    if (!copy_.empty()) fs::remove_all(copy_);
  }

  Result<source::ImportReport> import(fs::path const& folder) {
    return source::import_corpus(database(), folder, corpus_kinds(), "test", noon);
  }

  void replace(std::string const& file, std::string const& from, std::string const& to) {
    auto text = content(copy_ / file);
    auto const at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream{copy_ / file, std::ios::binary} << text;
  }

  fs::path copy_;
};

TEST_P(CorpusTest, comesBackByteForByte) {
  auto const report = import(occitanie);
  ASSERT_TRUE(report) << report.error().fields.at(0).field << " "
                      << report.error().fields.at(0).message;
  EXPECT_EQ(report->added, 6246U);
  auto const out = copy_ / "out";
  auto const exported = source::export_corpus(database(), out, corpus_kinds());
  ASSERT_TRUE(exported) << exported.error().detail;
  for (auto const* kind : corpus_kinds()) {
    std::string const file{source::info(kind->kind).file};
    EXPECT_TRUE(content(out / file) == content(occitanie / file)) << file;
  }
}

TEST_P(CorpusTest, importedAgainChangesNothingAndOtherwiseMakesVersions) {
  ASSERT_TRUE(import(copy_));
  auto const again = import(copy_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, 6246U);
  replace("plans.jsonl", "Créer le Pass Économie de proximité",
          "Ouvrir le Pass Économie de proximité");
  auto const changed = import(copy_);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->changed, 1U);
  auto reading = database().read();
  auto const history = store::journal_page(reading, "sreste/action-29", 0, 10);
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].entry.payload["version"], 2);
  EXPECT_NE(history[0].entry.payload["before"]["label"],
            history[0].entry.payload["after"]["label"]);
  EXPECT_EQ(store::verify_journal(reading).fault, std::nullopt);
}

TEST_P(CorpusTest, aFaultyCorpusIsRefusedWholeWithEveryFault) {
  replace("plans.jsonl", "\"parent\": \"sreste/axe-4\"", "\"parent\": \"sreste/axe-99\"");
  replace("indicators.jsonl", "\"qualifier\": \"exact\"", "\"qualifier\": \"sûr\"");
  replace("documents.jsonl", "\"date\": \"2023-06\"", "\"date\": \"2023-13\"");
  auto const report = import(copy_);
  ASSERT_FALSE(report);
  std::set<std::string> files;
  for (auto const& fault : report.error().fields)
    files.insert(fault.field.substr(0, fault.field.find(':')));
  EXPECT_EQ(files, (std::set<std::string>{"documents.jsonl", "indicators.jsonl", "plans.jsonl"}));
  auto reading = database().read();
  EXPECT_TRUE(source::stored_records(reading).empty());
  EXPECT_TRUE(store::journal_page(reading, "", 0, 1).empty());
}

PACTE_ON_BOTH_DATABASES(CorpusTest);

}  // namespace
}  // namespace pacte::app
