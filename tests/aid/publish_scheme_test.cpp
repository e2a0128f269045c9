#include "aid/operations/publish_scheme.hpp"

#include "aid/scheme_fixture.hpp"

namespace pacte::aid {
namespace {

class PublishSchemeTest : public SchemeTest {};

TEST_P(PublishSchemeTest, showsTheVersionAndSaysWhoPublishedIt) {
  auto const done = published();
  EXPECT_EQ(done.state, VersionState::published);
  EXPECT_EQ(stored(done.scheme).shown, 1);
  EXPECT_EQ(version(done.scheme, 1).second, "bob");
  EXPECT_EQ(last_entry().entry.operation, "publish_scheme");
  EXPECT_EQ(last_entry().entry.actor, "bob");
  auto reading = database().read();
  EXPECT_EQ(schemes_with(reading, {"plan", green_pact_plan}), Texts{done.scheme});
}

TEST_P(PublishSchemeTest, takesThePlaceOfWhatTheDocumentsDescribe) {
  describe();
  auto const begun =
      begin_scheme(database(), noon, officer("ada"), {.scheme = "a/fund", .from = 1});
  auto const saved =
      save_scheme(database(), noon, officer("ada"), {ref(*begun), complete(begun->content)});
  auto const waiting = propose_scheme(database(), noon, officer("ada"), ref(*saved));
  ASSERT_TRUE(publish_scheme(database(), noon, officer("bob"), ref(*waiting)));
  EXPECT_EQ(version("a/fund", 1).state, VersionState::superseded);
  EXPECT_EQ(stored("a/fund").shown, 2);
}

TEST_P(PublishSchemeTest, refusesWhoeverWroteOrProposedIt) {
  auto const waiting = proposed();
  auto const refused = publish_scheme(database(), noon, officer("ada"), ref(waiting));
  EXPECT_EQ(kind_of(refused), ProblemKind::forbidden);
  EXPECT_EQ(version(waiting.scheme, 1).state, VersionState::proposed);
  EXPECT_EQ(stored(waiting.scheme).shown, 0);
}

TEST_P(PublishSchemeTest, refusesOneOfSeveralWriters) {
  auto const begun = draft();
  auto const saved =
      save_scheme(database(), noon, officer("bob"), {ref(begun), complete(begun.content)});
  auto const waiting = propose_scheme(database(), noon, officer("cleo"), ref(*saved));
  ASSERT_TRUE(waiting);
  for (auto const* person : {"ada", "bob", "cleo"}) {
    EXPECT_EQ(kind_of(publish_scheme(database(), noon, officer(person), ref(*waiting))),
              ProblemKind::forbidden)
        << person;
  }
  EXPECT_TRUE(publish_scheme(database(), noon, officer("dora"), ref(*waiting)));
}

TEST_P(PublishSchemeTest, refusesWithoutTheRight) {
  auto const waiting = proposed();
  EXPECT_EQ(kind_of(publish_scheme(database(), noon, {}, ref(waiting))),
            ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(publish_scheme(database(), noon, officer("bob", {edit_schemes}), ref(waiting))),
            ProblemKind::forbidden);
}

TEST_P(PublishSchemeTest, refusesADraftAndTheSecondOfTwo) {
  EXPECT_EQ(kind_of(publish_scheme(database(), noon, officer("bob"), ref(draft()))),
            ProblemKind::conflict);
  auto const waiting = proposed();
  ASSERT_TRUE(publish_scheme(database(), noon, officer("bob"), ref(waiting)));
  EXPECT_EQ(kind_of(publish_scheme(database(), noon, officer("cleo"), ref(waiting))),
            ProblemKind::conflict);
}

TEST_P(PublishSchemeTest, asksTheGateAgain) {
  auto const waiting = proposed();
  auto content = waiting.content;
  // As an installation whose ambitions changed since would have it.
  add(plan::node_kind(), node("pacte-vert-2020/xv", "lever", "pacte-vert-2020/axe", "Ouverture"));
  content.coherence.clear();
  auto altered = version(waiting.scheme, 1);
  altered.content = content;
  auto writing = database().write();
  ASSERT_TRUE(update_version(writing, altered));
  writing.commit();
  ++altered.revision;
  EXPECT_EQ(fields_of(publish_scheme(database(), noon, officer("bob"), ref(altered))),
            (Fields{"no_contradiction/" + food, "no_contradiction/" + citizens,
                    "no_contradiction/pacte-vert-2020/xv"}));
}

PACTE_ON_BOTH_DATABASES(PublishSchemeTest);

}  // namespace
}  // namespace pacte::aid
