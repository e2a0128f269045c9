#include "aid/operations/propose_scheme.hpp"

#include "aid/scheme_fixture.hpp"

namespace pacte::aid {
namespace {

class ProposeSchemeTest : public SchemeTest {};

TEST_P(ProposeSchemeTest, passesTheGateWhenNothingIsMissing) {
  auto const waiting = proposed();
  EXPECT_EQ(waiting.state, VersionState::proposed);
  EXPECT_EQ(version(waiting.scheme, 1).proposed_at, to_iso(noon));
  EXPECT_EQ(last_entry().entry.operation, "propose_scheme");
  EXPECT_EQ(stored(waiting.scheme).shown, 0);
}

TEST_P(ProposeSchemeTest, isStoppedByTheGateWithWhatIsMissing) {
  auto const begun = draft();
  EXPECT_EQ(fields_of(propose_scheme(database(), noon, officer("ada"), ref(begun))),
            (Fields{"ambitions", "no_contradiction/" + food, "no_contradiction/" + rail,
                    "no_contradiction/" + citizens}));
  auto content = begun.content;
  content.ambitions = {{rail, ""}};
  content.no_contradiction = {{food, "Sans rapport."}};
  auto const saved = save_scheme(database(), noon, officer("ada"), {ref(begun), content});
  ASSERT_TRUE(saved);
  EXPECT_EQ(fields_of(propose_scheme(database(), noon, officer("ada"), ref(*saved))),
            (Fields{"ambitions/" + rail, "no_contradiction/" + citizens}));
  EXPECT_EQ(version(begun.scheme, 1).state, VersionState::draft);
}

TEST_P(ProposeSchemeTest, refusesWithoutTheRightOrALostRace) {
  auto const begun = draft();
  EXPECT_EQ(kind_of(propose_scheme(database(), noon, {}, ref(begun))),
            ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(propose_scheme(database(), noon, officer("eve", {}), ref(begun))),
            ProblemKind::forbidden);
  EXPECT_EQ(kind_of(propose_scheme(database(), noon, officer("ada"), {})), ProblemKind::not_found);
  auto stale = ref(begun);
  ++stale.revision;
  EXPECT_EQ(kind_of(propose_scheme(database(), noon, officer("ada"), stale)),
            ProblemKind::conflict);
}

TEST_P(ProposeSchemeTest, refusesWhatIsAlreadyProposed) {
  auto const waiting = proposed();
  EXPECT_EQ(kind_of(propose_scheme(database(), noon, officer("ada"), ref(waiting))),
            ProblemKind::conflict);
}

PACTE_ON_BOTH_DATABASES(ProposeSchemeTest);

}  // namespace
}  // namespace pacte::aid
