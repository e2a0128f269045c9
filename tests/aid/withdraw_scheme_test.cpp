#include "aid/operations/withdraw_scheme.hpp"

#include "aid/scheme_fixture.hpp"

namespace pacte::aid {
namespace {

class WithdrawSchemeTest : public SchemeTest {};

TEST_P(WithdrawSchemeTest, withdrawsWhatIsPublishedWithItsReason) {
  auto const done = published();
  auto const gone = withdraw_scheme(database(), noon, officer("ada"),
                                    {ref(done), "  L’enveloppe est épuisée.  "});
  ASSERT_TRUE(gone);
  auto const now = version(done.scheme, 1);
  EXPECT_EQ(now.state, VersionState::withdrawn);
  EXPECT_EQ(now.reason, "L’enveloppe est épuisée.");
  EXPECT_EQ(stored(done.scheme).shown, 1);  // still readable, as withdrawn
  EXPECT_EQ(last_entry().entry.operation, "withdraw_scheme");
  auto reading = database().read();
  EXPECT_TRUE(schemes_with(reading, {"plan", green_pact_plan}).empty());
}

TEST_P(WithdrawSchemeTest, withdrawsADraftAndLeavesWhatThePublicReads) {
  describe();
  auto const begun =
      begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = 1});
  ASSERT_TRUE(withdraw_scheme(database(), noon, officer("bob", {edit_schemes}),
                              {ref(*begun), "Fait par erreur"}));
  EXPECT_EQ(stored("a/fund").shown, 1);
  EXPECT_EQ(version("a/fund", 1).state, VersionState::described);
}

TEST_P(WithdrawSchemeTest, refusesWithoutTheRight) {
  auto const done = published();
  EXPECT_EQ(kind_of(withdraw_scheme(database(), noon, {}, {ref(done), "Motif"})),
            ProblemKind::unauthenticated);
  for (auto const& permissions :
       {std::set<web::Permission>{}, std::set<web::Permission>{edit_schemes}}) {
    EXPECT_EQ(kind_of(withdraw_scheme(database(), noon, officer("eve", permissions),
                                      {ref(done), "Motif"})),
              ProblemKind::forbidden);
  }
}

TEST_P(WithdrawSchemeTest, refusesAnEmptyReasonAWrongStateAndALostRace) {
  auto const begun = draft();
  EXPECT_EQ(fields_of(withdraw_scheme(database(), noon, officer("ada"), {ref(begun), " "})),
            Fields{"reason"});
  ASSERT_TRUE(withdraw_scheme(database(), noon, officer("ada"), {ref(begun), "Motif"}));
  EXPECT_EQ(kind_of(withdraw_scheme(database(), noon, officer("ada"), {ref(begun), "Motif"})),
            ProblemKind::conflict);
  EXPECT_EQ(kind_of(withdraw_scheme(database(), noon, officer("ada"),
                                    {ref(version(begun.scheme, 1)), "Motif"})),
            ProblemKind::conflict);
}

PACTE_ON_BOTH_DATABASES(WithdrawSchemeTest);

}  // namespace
}  // namespace pacte::aid
