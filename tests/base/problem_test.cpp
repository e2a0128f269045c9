#include "base/problem.hpp"

#include <gtest/gtest.h>

namespace pacte {
namespace {

TEST(Problem, hasTheStatusOfItsKind) {
  EXPECT_EQ(http_status(ProblemKind::malformed), 400);
  EXPECT_EQ(http_status(ProblemKind::unauthenticated), 401);
  EXPECT_EQ(http_status(ProblemKind::forbidden), 403);
  EXPECT_EQ(http_status(ProblemKind::not_found), 404);
  EXPECT_EQ(http_status(ProblemKind::conflict), 409);
  EXPECT_EQ(http_status(ProblemKind::too_large), 413);
  EXPECT_EQ(http_status(ProblemKind::invalid), 422);
  EXPECT_EQ(http_status(ProblemKind::too_many), 429);
  EXPECT_EQ(http_status(ProblemKind::unavailable), 503);
}

TEST(Problem, travelsAsTheErrorOfAResult) {
  Result<int> const result = fail(ProblemKind::invalid, "Non.", {{"champ", "Vide."}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().detail, "Non.");
  EXPECT_EQ(result.error().fields.at(0).field, "champ");
}

}  // namespace
}  // namespace pacte
