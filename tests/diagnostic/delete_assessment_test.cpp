#include "diagnostic/operations/delete_assessment.hpp"

#include "diagnostic_fixture.hpp"

namespace pacte::diagnostic {
namespace {

class DeleteAssessmentTest : public DiagnosticTest {
 protected:
  void SetUp() override {
    DiagnosticTest::SetUp();
    if (IsSkipped()) return;
    load();
    id = keep_assessment(context(), as(ada), {.link = link({{"people", 4}})}).value_or("");
    ASSERT_FALSE(id.empty());
  }

  std::string id;
};

TEST_P(DeleteAssessmentTest, removesOnesOwn) {
  ASSERT_TRUE(delete_assessment(context(), as(ada), {.assessment = id}));
  EXPECT_TRUE(kept(ada).empty());
  EXPECT_EQ(last_entry().entry.operation, "delete_assessment");
  auto const again = delete_assessment(context(), as(ada), {.assessment = id});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ProblemKind::not_found);
}

TEST_P(DeleteAssessmentTest, refusesAVisitorAndSomebodyElse) {
  EXPECT_EQ(delete_assessment(context(), {}, {.assessment = id}).error().kind,
            ProblemKind::unauthenticated);
  EXPECT_EQ(delete_assessment(context(), as(bob), {.assessment = id}).error().kind,
            ProblemKind::not_found);
  EXPECT_EQ(kept(ada).size(), 1U);
}

PACTE_ON_BOTH_DATABASES(DeleteAssessmentTest);

}  // namespace
}  // namespace pacte::diagnostic
