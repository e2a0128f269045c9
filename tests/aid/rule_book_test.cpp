// The rules that the public sees, compiled.
#include "aid/rule_book.hpp"

#include "aid/rule_fixture.hpp"

namespace pacte::aid {
namespace {

class RuleBookTest : public RuleTest {};

TEST_P(RuleBookTest, holdsWhatThePublicSees) {
  EXPECT_TRUE(book()->entries().empty());
  load();
  auto const made = book();
  ASSERT_EQ(made->entries().size(), 1U);
  auto const& entry = made->entries().front();
  EXPECT_EQ(entry.scheme, "a/fund");
  EXPECT_EQ(entry.version, stored("a/fund").shown);
  EXPECT_EQ(entry.rules.program.title.french, "Fonds régional");
  EXPECT_EQ(made->find("a/fund"), &entry);
  EXPECT_EQ(made->find("a/loan"), nullptr);
  EXPECT_EQ(made->programs().size(), 1U);
  EXPECT_TRUE(made->words().vocabulary.find("entreprise.effectif"));
}

TEST_P(RuleBookTest, isMadeAgainOnlyWhenRulesChange) {
  load();
  auto const made = book();
  EXPECT_EQ(book(), made);
  draft();
  EXPECT_EQ(book(), made) << "a draft is not public";
  published();
  EXPECT_EQ(book(), made) << "a scheme without rules changes none";
  write("fonds.regle", fund_rules("15"));
  load();
  EXPECT_NE(book(), made);
  EXPECT_NE(book()->digest(), made->digest());
  EXPECT_EQ(made->entries().size(), 1U) << "who holds the old one keeps it";
}

TEST_P(RuleBookTest, leavesOutWhatHasErrors) {
  RuleBook const made{words, {{"a/fund", 2, fund_rules("20")}, {"a/loan", 3, "dispositif"}}};
  EXPECT_EQ(made.entries().size(), 1U);
  ASSERT_EQ(made.left_out().size(), 1U);
  EXPECT_EQ(made.left_out().front().text.scheme, "a/loan");
  EXPECT_TRUE(rule::has_error(made.left_out().front().faults));
}

TEST_P(RuleBookTest, aWithdrawnSchemeIsNotInIt) {
  load();
  remove("a/fund");
  describe();
  EXPECT_TRUE(book()->entries().empty());
}

PACTE_ON_BOTH_DATABASES(RuleBookTest);

}  // namespace
}  // namespace pacte::aid
