#include "source/operations/import_corpus.hpp"

#include <fstream>

#include "source/operations/export_corpus.hpp"
#include "source/record.hpp"
#include "source/record_store.hpp"
#include "store/database_fixture.hpp"
#include "store/failure.hpp"
#include "store/journal.hpp"

namespace pacte::embedded {
std::vector<File> source_migrations();
}

namespace pacte::source {
namespace {

namespace fs = std::filesystem;

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

std::string line(std::string const& id, std::string const& title) {
  return fmt::format(
      R"({{"id": "{0}", "label": "{1}", "title": "{1}", "type": "scheme", "publisher": "Région", )"
      R"("date": "2022-11-25", "act": null, "file": "a.txt", "part_of": null, "lines": "1-90", )"
      R"("amends": null, "sources": [{{"doc": "{0}", "lines": "1-90"}}]}})"
      "\n",
      id, title);
}

class ImportCorpusTest : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(
        database(), {store::own_migrations(), {"source", embedded::source_migrations()}}));
    folder_ = fs::temp_directory_path() / ("pacte_corpus_" + random_hex(6));
    fs::create_directories(folder_);
  }
  void TearDown() override {
    DatabaseTest::TearDown();
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  Result<ImportReport> import(std::string const& lines) {
    std::ofstream{folder_ / "documents.jsonl", std::ios::binary} << lines;
    return import_corpus(database(), folder_, {&document_kind()}, "test", noon);
  }

  std::size_t records() {
    auto reading = database().read();
    return stored_records(reading).size();
  }

  fs::path folder_;
};

TEST_P(ImportCorpusTest, addsChangesAndRemovesWithOneEntryEach) {
  ASSERT_TRUE(import(line("a/one", "Un") + line("a/two", "Deux")));
  auto const report = import(line("a/one", "Un") + line("a/three", "Trois"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->unchanged, 1U);
  EXPECT_EQ(report->added, 1U);
  EXPECT_EQ(report->removed, 1U);
  auto reading = database().read();
  EXPECT_EQ(store::journal_page(reading, "", 0, 10).size(), 4U);
  EXPECT_EQ(read_record(reading, document_kind(), "a/two"), std::nullopt);
}

TEST_P(ImportCorpusTest, oneFaultRefusesTheWholeAndNamesItsLine) {
  auto const report = import(line("a/one", "Un") + "{\"id\": \"a/two\"}\n");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ProblemKind::invalid);
  EXPECT_EQ(report.error().fields.at(0).field, "documents.jsonl:2");
  EXPECT_EQ(records(), 0U);
}

TEST_P(ImportCorpusTest, anEmptyFolderIsRefusedAndTakesNothingAway) {
  ASSERT_TRUE(import(line("a/one", "Un")));
  fs::remove(folder_ / "documents.jsonl");
  EXPECT_FALSE(import_corpus(database(), folder_, {&document_kind()}, "test", noon));
  EXPECT_EQ(records(), 1U);
}

TEST_P(ImportCorpusTest, anUnknownFieldIsRefused) {
  auto text = line("a/one", "Un");
  text.replace(text.find("\"act\""), 5, "\"acte\"");
  auto const report = import(text);
  ASSERT_FALSE(report);
  EXPECT_EQ(records(), 0U);
}

TEST_P(ImportCorpusTest, aLockedDatabaseIsSaidAndNothingChanges) {
  if (GetParam() != store::Engine::sqlite) GTEST_SKIP() << "one writer at a time is SQLite's rule";
  std::ofstream{folder_ / "documents.jsonl", std::ios::binary} << line("a/one", "Un");
  store::Database other{url(), {.connections = 2, .wait = std::chrono::milliseconds{50}}};
  auto const holder = database().write();
  auto const report = import_corpus(other, folder_, {&document_kind()}, "test", noon);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ProblemKind::unavailable);
  EXPECT_NE(report.error().detail.find("occupée"), std::string::npos);
}

TEST_P(ImportCorpusTest, aFullDiskIsSaidAndNothingChanges) {
  if (GetParam() != store::Engine::sqlite) GTEST_SKIP() << "SQLite's own limit plays the full disk";
  ASSERT_TRUE(import(line("a/one", "Un")));
  store::Database full{url(), {.connections = 1}};
  {
    // The limit stays with the connection, the only one of this pool.
    auto writing = full.write();
    auto const pages =
        writing.session()("PRAGMA page_count").first([](std::int64_t n) { return n; });
    writing.session().script(fmt::format("PRAGMA max_page_count = {}", *pages + 2));
  }
  std::string lines = line("a/one", "Un");
  for (int i = 0; i < 2'000; ++i)
    lines += line(fmt::format("b/{}", i), "Un titre assez long pour remplir des pages entières");
  std::ofstream{folder_ / "documents.jsonl", std::ios::binary} << lines;
  auto const report = import_corpus(full, folder_, {&document_kind()}, "test", noon);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ProblemKind::unavailable);
  EXPECT_NE(report.error().detail.find("plus de place"), std::string::npos)
      << report.error().detail;
  EXPECT_EQ(records(), 1U);
  auto reading = database().read();
  EXPECT_EQ(store::journal_page(reading, "", 0, 10).size(), 1U);
}

PACTE_ON_BOTH_DATABASES(ImportCorpusTest);

}  // namespace
}  // namespace pacte::source
