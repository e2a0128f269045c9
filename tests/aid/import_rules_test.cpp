#include "aid/operations/import_rules.hpp"

#include "aid/rule_fixture.hpp"

namespace pacte::aid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ImportRulesTest : public RuleTest {
 protected:
  std::vector<FieldError> faults() {
    auto const refused = import();
    EXPECT_FALSE(refused);
    if (refused) return {};
    EXPECT_EQ(refused.error().kind, ProblemKind::invalid);
    EXPECT_TRUE(book()->entries().empty()) << "nothing is left half-done";
    return refused.error().fields;
  }
};

TEST_P(ImportRulesTest, givesTheDescribedVersionItsRules) {
  auto const report = load();
  EXPECT_TRUE(report.vocabulary_changed);
  EXPECT_THAT(report.changed, ElementsAre("a/fund"));
  auto const one = version("a/fund", stored("a/fund").shown);
  EXPECT_EQ(one.state, VersionState::described);
  EXPECT_EQ(one.content.rules, fund_rules("20"));
  EXPECT_EQ(one.content.label, "Fonds régional");
  EXPECT_EQ(one.content.beneficiaries, "PME et associations");
  EXPECT_EQ(version("a/fund", 1).state, VersionState::superseded);
  EXPECT_EQ(last_entry().entry.operation, "import_rules");
  EXPECT_EQ(last_entry().entry.subject, "a/fund");
}

TEST_P(ImportRulesTest, changesNothingTheSecondTime) {
  load();
  auto const seq = last_entry().seq;
  auto const again = load();
  EXPECT_FALSE(again.vocabulary_changed);
  EXPECT_THAT(again.changed, IsEmpty());
  EXPECT_EQ(again.unchanged, 1U);
  EXPECT_EQ(last_entry().seq, seq);
}

TEST_P(ImportRulesTest, staysWhenTheCorpusIsDescribedAgain) {
  load();
  auto const again = describe();
  EXPECT_EQ(again.changed + again.withdrawn, 0U);
  auto changed = instrument("a/fund", "Fonds régional");
  changed["operator"] = "Région";
  replace(changed);
  EXPECT_EQ(describe().changed, 1U);
  auto const shown = version("a/fund", stored("a/fund").shown);
  EXPECT_EQ(shown.content.run_by, "Région");
  EXPECT_EQ(shown.content.rules, fund_rules("20"));
}

TEST_P(ImportRulesTest, aChangedTextMakesANewVersion) {
  load();
  auto const before = stored("a/fund").shown;
  write("fonds.regle", fund_rules("15"));
  EXPECT_THAT(load().changed, ElementsAre("a/fund"));
  EXPECT_EQ(stored("a/fund").shown, before + 1);
  EXPECT_EQ(version("a/fund", before).content.rules, fund_rules("20"));
}

TEST_P(ImportRulesTest, oneWithoutARecordBecomesASchemeWithItsTitle) {
  auto text = fund_rules("20");
  text.replace(text.find("fiche \"a/fund\"\n"), 15, "");
  write("fonds.regle", text);
  EXPECT_THAT(load().changed, ElementsAre("region/fonds-regional"));
  auto const one = version("region/fonds-regional", 1);
  EXPECT_EQ(one.state, VersionState::described);
  EXPECT_EQ(one.content.label, "Fonds régional");
  EXPECT_EQ(one.content.sources, (Notes{{"d/one", "3-4"}}));
  EXPECT_EQ(describe().withdrawn, 0U) << "it is not of the documents";
  write("autre.regle", fund_rules("20"));
  remove_file("fonds.regle");
  EXPECT_THAT(load().removed, ElementsAre("region/fonds-regional"));
  EXPECT_EQ(version("region/fonds-regional", 1).state, VersionState::withdrawn);
}

TEST_P(ImportRulesTest, aTextThatIsGoneIsGoneFromTheVersionToo) {
  load();
  auto text = fund_rules("20");
  text.replace(text.find("a/fund"), 6, "a/loan");
  write("fonds.regle", text);
  auto const report = load();
  EXPECT_THAT(report.changed, ElementsAre("a/loan"));
  EXPECT_THAT(report.removed, ElementsAre("a/fund"));
  auto const shown = version("a/fund", stored("a/fund").shown);
  EXPECT_TRUE(shown.content.rules.empty());
  EXPECT_EQ(shown.state, VersionState::described);
}

TEST_P(ImportRulesTest, leavesWhatOfficersTookOver) {
  load();
  auto const shown = stored("a/fund").shown;
  ASSERT_TRUE(begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = shown}));
  write("fonds.regle", fund_rules("15"));
  auto const report = load();
  EXPECT_THAT(report.left_alone, ElementsAre("a/fund"));
  EXPECT_THAT(report.changed, IsEmpty());
  EXPECT_EQ(stored("a/fund").shown, shown);
}

TEST_P(ImportRulesTest, refusesWholeWithFileLineAndColumn) {
  write("autre.regle",
        "dispositif autre\ntitre \"Autre\"\ncondition c \"C\" : entreprise.efectif < 3");
  auto const told = faults();
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told[0].field, "autre.regle:3:19");
  EXPECT_THAT(told[0].message, HasSubstr("entreprise.effectif"));
}

TEST_P(ImportRulesTest, refusesAFailingTestCase) {
  auto text = fund_rules("20");
  text.replace(text.find("aide 4 000 €"), std::string{"aide 4 000 €"}.size(), "aide 5 000 €");
  write("fonds.regle", text);
  auto const told = faults();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told[0].field, HasSubstr("fonds.regle:"));
}

TEST_P(ImportRulesTest, refusesAFaultyVocabularyAndAnEmptyFolder) {
  write("faits.regle", "vocabulaire petit\nfait x : nombr");
  EXPECT_THAT(faults().at(0).field, HasSubstr("faits.regle:2:"));
  remove_file("faits.regle");
  EXPECT_THAT(faults().at(0).message, HasSubstr("faits.regle"));
}

TEST_P(ImportRulesTest, refusesWhatTheCorpusDoesNotHold) {
  auto text = fund_rules("20");
  text.replace(text.find("a/fund"), 6, "a/none");
  text.replace(text.find("d/one"), 5, "d/two");
  write("fonds.regle", text);
  auto const told = faults();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_THAT(told[0].message, HasSubstr("a/none"));
  EXPECT_THAT(told[1].message, HasSubstr("d/two"));
  EXPECT_EQ(told[1].field, "fonds.regle:4:8");
}

TEST_P(ImportRulesTest, refusesTwoFilesForOneScheme) {
  auto text = fund_rules("20");
  text.replace(text.find("fonds_regional"), 14, "autre_fonds___");
  write("second.regle", text);
  auto const told = faults();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told[0].message, HasSubstr("fonds.regle"));
}

TEST_P(ImportRulesTest, refusesAVocabularyThatWouldBreakWhatOfficersPublished) {
  load();
  auto const shown = stored("a/fund").shown;
  auto const begun =
      begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = shown});
  ASSERT_TRUE(begun);
  auto const saved =
      save_scheme(database(), noon, officer("ada"), {ref(*begun), complete(begun->content)});
  ASSERT_TRUE(saved);
  auto const proposed = propose_scheme(database(), noon, officer("ada"), ref(*saved));
  ASSERT_TRUE(proposed);
  ASSERT_TRUE(publish_scheme(database(), noon, officer("bob"), ref(*proposed)));
  write("faits.regle", words.substr(0, words.find("fait projet.depenses")));
  write("fonds.regle",
        "dispositif autre\ntitre \"Autre\"\ncondition c \"C\" : entreprise.effectif < 3 salariés");
  auto const refused = import();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().fields.at(0).field, HasSubstr("a/fund:"));
  EXPECT_EQ(book()->entries().size(), 1U) << "what is published is still compiled";
}

PACTE_ON_BOTH_DATABASES(ImportRulesTest);

}  // namespace
}  // namespace pacte::aid
