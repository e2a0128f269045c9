#include "aid/operations/begin_scheme.hpp"

#include "aid/scheme_fixture.hpp"

namespace pacte::aid {
namespace {

class BeginSchemeTest : public SchemeTest {};

TEST_P(BeginSchemeTest, opensADraftFromAVersion) {
  describe();
  auto const made = begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = 1});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->number, 2);
  EXPECT_EQ(made->state, VersionState::draft);
  EXPECT_EQ(made->content, version("a/fund", 1).content);
  EXPECT_EQ(version("a/fund", 2).writers, std::set<std::string>{"ada"});
  EXPECT_EQ(stored("a/fund").shown, 1);  // the public reads what it read
  EXPECT_EQ(last_entry().entry.operation, "begin_scheme");
  EXPECT_EQ(last_entry().entry.actor, "ada");
}

TEST_P(BeginSchemeTest, makesANewSchemeUnderAFreeIdentifier) {
  EXPECT_EQ(draft().scheme, "region/aide-au-velo");
  EXPECT_EQ(draft().scheme, "region/aide-au-velo-2");
}

TEST_P(BeginSchemeTest, refusesWithoutTheRight) {
  EXPECT_EQ(kind_of(begin_scheme(database(), noon, {}, {.label = "Aide"})),
            ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(begin_scheme(database(), noon, officer("eve", {}), {.label = "Aide"})),
            ProblemKind::forbidden);
}

TEST_P(BeginSchemeTest, refusesAnEmptyOrEndlessName) {
  for (auto const& label : {std::string{}, std::string{"  "}, std::string(301, 'a')}) {
    EXPECT_EQ(fields_of(begin_scheme(database(), noon, officer("ada"), {.label = label})),
              Fields{"label"});
  }
}

TEST_P(BeginSchemeTest, refusesWhatDoesNotExist) {
  describe();
  EXPECT_EQ(
      kind_of(begin_scheme(database(), noon, officer("ada"), {.scheme = "a/lost", .from = 1})),
      ProblemKind::not_found);
  EXPECT_EQ(
      kind_of(begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = 9})),
      ProblemKind::not_found);
}

TEST_P(BeginSchemeTest, refusesTheSecondOfTwo) {
  describe();
  ASSERT_TRUE(begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = 1}));
  EXPECT_EQ(
      kind_of(begin_scheme(database(), noon, officer("bob"), {.scheme = "a/fund", .from = 1})),
      ProblemKind::conflict);
}

PACTE_ON_BOTH_DATABASES(BeginSchemeTest);

}  // namespace
}  // namespace pacte::aid
