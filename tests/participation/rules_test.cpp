#include "participation/rules.hpp"

#include <gtest/gtest.h>

namespace pacte::participation {
namespace {

Answer answer(std::string commitment, std::string horizon, std::string review = "ok") {
  Answer one;
  one.node.commitment = std::move(commitment);
  one.node.horizon_class = std::move(horizon);
  one.link.review = std::move(review);
  return one;
}

TEST(ProposalCode, isReadAsPeopleTypeIt) {
  EXPECT_EQ(canonical_code("P07"), "P07");
  EXPECT_EQ(canonical_code(" p7 "), "P07");
  EXPECT_EQ(canonical_code("7"), "7");
  EXPECT_EQ(canonical_code("007"), "7");
  EXPECT_EQ(canonical_code("P123"), "P123");
  EXPECT_EQ(canonical_code("P"), "P");
  EXPECT_EQ(canonical_code("plan"), "plan");
  EXPECT_EQ(canonical_code("99999999999999999999"), "99999999999999999999");
}

TEST(FollowUpSum, countsSureAnswersAndSetsDoubtsApart) {
  Answers answers;
  answers.sure = {answer("decided", "existing"), answer("planned", "12-months"),
                  answer("planned", "after-2021"), answer("", "")};
  answers.doubtful = {answer("decided", "existing", "doubtful")};
  auto const sum = follow_up(answers);
  EXPECT_EQ(sum.answers, 4);
  EXPECT_EQ(sum.decided, 1);
  EXPECT_EQ(sum.planned, 2);
  EXPECT_EQ(sum.considered, 0);
  EXPECT_EQ(sum.unstated, 1);
  EXPECT_EQ(sum.in_place, 1);
  EXPECT_EQ(sum.to_review, 1);
  EXPECT_EQ(sum.decided + sum.planned + sum.considered + sum.unstated, sum.answers);
}

TEST(ProposalFilterRule, tellsSureDoubtfulAndNoAnswerApart) {
  using enum ProposalFilter::Answered;
  FollowUp const none;
  FollowUp const doubtful{.to_review = 2};
  FollowUp const sure{.answers = 1, .to_review = 2};
  for (auto const& sum : {none, doubtful, sure}) {
    EXPECT_TRUE(keeps(any, sum));
    EXPECT_EQ(keeps(surely, sum) + keeps(doubtfully, sum) + keeps(never, sum), 1);
  }
  EXPECT_TRUE(keeps(surely, sure));
  EXPECT_TRUE(keeps(doubtfully, doubtful));
  EXPECT_TRUE(keeps(never, none));
}

}  // namespace
}  // namespace pacte::participation
