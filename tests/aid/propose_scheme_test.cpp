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
  content.no_contradiction = {{food, "Les cantines ne changent pas leurs achats."}};
  auto const saved = save_scheme(database(), noon, officer("ada"), {ref(begun), content});
  ASSERT_TRUE(saved);
  EXPECT_EQ(fields_of(propose_scheme(database(), noon, officer("ada"), ref(*saved))),
            (Fields{"ambitions/" + rail, "no_contradiction/" + citizens}));
  EXPECT_EQ(version(begun.scheme, 1).state, VersionState::draft);
}

TEST_P(ProposeSchemeTest, isStoppedByASourceThatItsDocumentDoesNotHave) {
  auto const begun = draft();
  auto content = complete(begun.content);
  content.sources = {{"d/one", "12-48"}};
  auto const saved = save_scheme(database(), noon, officer("ada"), {ref(begun), content});
  ASSERT_TRUE(saved);
  // The corpus was corrected since: the document is shorter.
  auto shorter = document();
  shorter["lines"] = "1-20";
  auto writing = database().write();
  source::erase_record(writing, source::document_kind(), "d/one");
  source::insert_record(writing, source::document_kind(), shorter, 2, noon);
  writing.commit();
  EXPECT_EQ(fields_of(propose_scheme(database(), noon, officer("ada"), ref(*saved))),
            Fields{"sources"});
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
