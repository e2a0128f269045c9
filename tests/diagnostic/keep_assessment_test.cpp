#include "diagnostic/operations/keep_assessment.hpp"

#include "diagnostic_fixture.hpp"
#include "identity/operations/erase_person.hpp"
#include "identity/operations/export_own_data.hpp"

namespace pacte::diagnostic {
namespace {

class KeepAssessmentTest : public DiagnosticTest {
 protected:
  void SetUp() override {
    DiagnosticTest::SetUp();
    if (!IsSkipped()) load();
  }

  Result<std::string> keep(identity::PersonId const& who, std::string const& link) {
    return keep_assessment(context(), as(who), {.link = link});
  }
};

TEST_P(KeepAssessmentTest, keepsTheAnswersWithTheirDay) {
  auto const id = keep(ada, link({{"people", 4}, {"choice", "all"}}));
  ASSERT_TRUE(id);
  auto const list = kept(ada);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].id, *id);
  EXPECT_EQ(list[0].day, "2026-03-01");
  EXPECT_EQ(list[0].answers, (Json{{"people", 4}, {"choice", "all"}}));
  EXPECT_TRUE(kept(bob).empty());
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.operation, "keep_assessment");
  EXPECT_EQ(entry.subject, ada.value);
  EXPECT_EQ(entry.payload.at("diagnostic"), "sample");
  EXPECT_EQ(to_line(entry.payload).find("choice"), std::string::npos) << "no answer in the journal";
}

TEST_P(KeepAssessmentTest, readsAWholeAddress) {
  EXPECT_TRUE(keep(ada, " https://pacte.example/diagnostics/sample/resultat?r=" +
                            link({{"people", 4}}) + "#axes "));
}

TEST_P(KeepAssessmentTest, theLatestComesFirst) {
  ASSERT_TRUE(keep(ada, link({{"people", 4}})));
  now += std::chrono::days{40};
  ASSERT_TRUE(keep(ada, link({{"people", 4}})));
  auto const list = kept(ada);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].day, "2026-04-10");
}

TEST_P(KeepAssessmentTest, refusesAVisitor) {
  auto const refused = keep_assessment(context(), {}, {.link = link({{"people", 4}})});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ProblemKind::unauthenticated);
}

TEST_P(KeepAssessmentTest, refusesTheSameTwice) {
  ASSERT_TRUE(keep(ada, link({{"people", 4}})));
  auto const again = keep(ada, link({{"people", 4}}));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ProblemKind::conflict);
  EXPECT_TRUE(keep(bob, link({{"people", 4}}))) << "somebody else may keep it too";
}

TEST_P(KeepAssessmentTest, refusesAForgedOrCutLink) {
  auto forged = link({{"people", 4}});
  forged[20] = forged[20] == 'A' ? 'B' : 'A';
  for (auto const& bad : {forged, forged.substr(0, 9), std::string{}}) {
    auto const refused = keep(ada, bad);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ProblemKind::invalid);
    EXPECT_EQ(refused.error().fields.at(0).field, "link");
  }
  EXPECT_TRUE(kept(ada).empty());
}

TEST_P(KeepAssessmentTest, isGivenWithOwnDataAndErasedWithTheAccount) {
  ASSERT_TRUE(keep(ada, link({{"people", 4}})));
  ASSERT_TRUE(keep(bob, link({{"people", 5}})));
  auto const data = identity::export_own_data(accounts(), as(ada));
  ASSERT_TRUE(data);
  ASSERT_EQ(data->at("assessments").size(), 1U);
  EXPECT_EQ(data->at("assessments")[0].at("diagnostic"), "sample");
  EXPECT_EQ(data->at("assessments")[0].at("answers").at("people"), 4);
  auto const erased =
      identity::erase_person(accounts(), as(ada), {ada, good_password, "192.0.2.1"});
  ASSERT_TRUE(erased);
  EXPECT_TRUE(kept(ada).empty());
  EXPECT_EQ(kept(bob).size(), 1U);
  auto reading = database().read();
  EXPECT_FALSE(store::verify_journal(reading).fault);
}

PACTE_ON_BOTH_DATABASES(KeepAssessmentTest);

}  // namespace
}  // namespace pacte::diagnostic
