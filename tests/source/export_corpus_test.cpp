#include "source/operations/export_corpus.hpp"

#include <fstream>
#include <sstream>

#include "source/operations/import_corpus.hpp"
#include "source/record.hpp"
#include "store/database_fixture.hpp"

namespace pacte::embedded {
std::vector<File> source_migrations();
}

namespace pacte::source {
namespace {

namespace fs = std::filesystem;

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

// The optional fields of the first line are not in their usual order.
constexpr auto documents =
    R"({"id": "a/one", "label": "Un", "title": "Un", "type": "scheme", "publisher": "Région", "date": null, "act": null, "file": "a.txt", "part_of": null, "lines": "1-90", "amends": null, "sources": [{"doc": "a/one", "lines": "1"}], "inferred": ["date"], "note": "Une remarque."})"
    "\n"
    R"({"id": "a/two", "label": "Deux – « été »", "title": "Deux", "type": "corrective", "publisher": "Région", "date": "2022", "act": "AP/1", "file": "a.txt", "part_of": "a/one", "lines": "91-95", "amends": "a/one", "sources": [{"doc": "a/two", "lines": "91-95"}], "conflicts": [{"field": "date", "value": 2021.5, "doc": "a/one", "lines": "3"}]})"
    "\n";

class ExportCorpusTest : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(
        database(), {store::own_migrations(), {"source", embedded::source_migrations()}}));
    folder_ = fs::temp_directory_path() / ("pacte_export_" + random_hex(6));
    fs::create_directories(folder_);
    std::ofstream{folder_ / "documents.jsonl", std::ios::binary} << documents;
    ASSERT_TRUE(import_corpus(database(), folder_, {&document_kind()}, "test", noon));
  }
  void TearDown() override {
    DatabaseTest::TearDown();
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  fs::path folder_;
};

TEST_P(ExportCorpusTest, writesTheSameBytes) {
  auto const report = export_corpus(database(), folder_ / "out", {&document_kind()});
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->records, 2U);
  std::ostringstream text;
  text << std::ifstream{folder_ / "out" / "documents.jsonl", std::ios::binary}.rdbuf();
  EXPECT_EQ(text.str(), documents);
}

TEST_P(ExportCorpusTest, aFolderThatCannotBeMadeIsSaid) {
  auto const report =
      export_corpus(database(), folder_ / "documents.jsonl" / "out", {&document_kind()});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ProblemKind::unavailable);
}

PACTE_ON_BOTH_DATABASES(ExportCorpusTest);

}  // namespace
}  // namespace pacte::source
