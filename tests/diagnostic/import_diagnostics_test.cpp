#include "diagnostic/operations/import_diagnostics.hpp"

#include <gmock/gmock.h>

#include "diagnostic_fixture.hpp"

namespace pacte::diagnostic {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ImportDiagnosticsTest : public DiagnosticTest {};

TEST_P(ImportDiagnosticsTest, loadsOnceThenOnlyWhatChanged) {
  write("sample.json", sample().dump(2));
  auto const first = import();
  ASSERT_TRUE(first);
  EXPECT_THAT(first->changed, ElementsAre("sample"));
  EXPECT_EQ(last_entry().entry.operation, "import_diagnostics");
  EXPECT_EQ(last_entry().entry.subject, "sample");
  auto const again = import();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, 1U);
  EXPECT_THAT(again->changed, IsEmpty());
}

TEST_P(ImportDiagnosticsTest, anOldVersionStillReads) {
  load();
  auto const old_link = link({{"people", 4}, {"choice", "all"}});
  auto changed = sample();
  changed["version"] = "2";
  load(changed);
  auto reading = database().read();
  EXPECT_EQ(current_diagnostic(reading, "sample")->version, "2");
  auto const opened = open_link(reading, old_link);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->definition.version, "1");
}

TEST_P(ImportDiagnosticsTest, whatIsNoLongerThereIsNoLongerProposed) {
  load();
  auto other = sample();
  other["key"] = "other";
  write("other.json", other.dump(2));
  ASSERT_TRUE(import());
  write("sample.json", "");
  EXPECT_FALSE(import()) << "an empty file is a fault";
  remove("sample.json");
  auto const report = import();
  ASSERT_TRUE(report);
  EXPECT_THAT(report->withdrawn, ElementsAre("sample"));
  auto reading = database().read();
  EXPECT_FALSE(current_diagnostic(reading, "sample"));
  EXPECT_EQ(current_diagnostics(reading).size(), 1U);
}

TEST_P(ImportDiagnosticsTest, refusesWholeWithFileAndLine) {
  write("sample.json", sample().dump(2));
  auto faulty = sample();
  faulty["key"] = "faulty";
  faulty["version"] = 3;
  write("faulty.json", faulty.dump(2));
  auto const refused = import();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ProblemKind::invalid);
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].field, "faulty.json:3");
  auto reading = database().read();
  EXPECT_THAT(current_diagnostics(reading), IsEmpty());
}

TEST_P(ImportDiagnosticsTest, refusesAnUnknownSchemeAndDocument) {
  auto faulty = sample();
  faulty["next_steps"][0]["scheme"] = "a/none";
  faulty["sources"] = Json::array({{{"doc", "a/fund"}, {"lines", "1-2"}}});
  write("sample.json", faulty.dump(2));
  auto const refused = import();
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 2U);
  EXPECT_THAT(refused.error().fields[0].message, HasSubstr("n’est pas un document"))
      << "a scheme is no document";
  EXPECT_THAT(refused.error().fields[1].message, HasSubstr("n’est pas un dispositif"));
}

TEST_P(ImportDiagnosticsTest, refusesAFileNamedOtherwiseAndAnEmptyFolder) {
  EXPECT_FALSE(import());
  write("another.json", sample().dump(2));
  auto const refused = import();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().fields.at(0).message, HasSubstr("sample.json"));
}

PACTE_ON_BOTH_DATABASES(ImportDiagnosticsTest);

}  // namespace
}  // namespace pacte::diagnostic
