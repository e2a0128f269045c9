#include "aid/operations/save_scheme.hpp"

#include "aid/scheme_fixture.hpp"

namespace pacte::aid {
namespace {

class SaveSchemeTest : public SchemeTest {
 protected:
  Result<SchemeVersion> save(SchemeVersion const& read, SchemeContent content,
                             web::Principal const& actor = officer("ada")) {
    return save_scheme(database(), noon, actor, {ref(read), std::move(content)});
  }
};

TEST_P(SaveSchemeTest, writesAndSaysWhatChanged) {
  auto const begun = draft();
  auto content = begun.content;
  content.ceiling = Euros{300'000'00};
  auto const saved = save(begun, content, officer("bob"));
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->revision, begun.revision + 1);
  auto const now = version(begun.scheme, 1);
  EXPECT_EQ(now.content.ceiling, Euros{300'000'00});
  EXPECT_EQ(now.revision, saved->revision);
  EXPECT_EQ(now.writers, (std::set<std::string>{"ada", "bob"}));
  EXPECT_EQ(to_line(last_entry().entry.payload["changes"]),
            R"([{"field": "ceiling_cents", "before": null, "after": 30000000}])");
}

TEST_P(SaveSchemeTest, refusesTheSecondOfTwo) {
  auto const begun = draft();
  auto content = begun.content;
  content.purpose = "Une chose";
  ASSERT_TRUE(save(begun, content));
  content.purpose = "Une autre";
  EXPECT_EQ(kind_of(save(begun, content, officer("bob"))), ProblemKind::conflict);
  EXPECT_EQ(version(begun.scheme, 1).content.purpose, "Une chose");
}

TEST_P(SaveSchemeTest, refusesWithoutTheRightOrWhatDoesNotExist) {
  auto const begun = draft();
  EXPECT_EQ(kind_of(save(begun, begun.content, {})), ProblemKind::unauthenticated);
  EXPECT_EQ(kind_of(save(begun, begun.content, officer("eve", {}))), ProblemKind::forbidden);
  auto lost = begun;
  lost.number = 7;
  EXPECT_EQ(kind_of(save(lost, begun.content)), ProblemKind::not_found);
}

TEST_P(SaveSchemeTest, refusesWhatMakesNoSense) {
  auto const begun = draft();
  SchemeContent content;
  content.floor = Euros{2};
  content.ceiling = Euros{1};
  content.rate = BasisPoints{10'001};
  content.plans = {{"p/lost", ""}};
  content.sources = {{food, "1"}};
  EXPECT_EQ(fields_of(save(begun, content)),
            (Fields{"label", "rate_basis_points", "floor_cents", "plans", "sources"}));
}

TEST_P(SaveSchemeTest, refusesLinesThatTheDocumentDoesNotHave) {
  auto const begun = draft();
  auto content = begun.content;
  for (auto const* lines : {"99999", "4990-5001", "0", "48-12", "douze", ""}) {
    content.sources = {{"d/one", lines}};
    EXPECT_EQ(fields_of(save(begun, content)), Fields{"sources"}) << lines;
  }
  content.sources = {{"d/one", "1-5000"}, {"d/one", "12"}};
  EXPECT_TRUE(save(begun, content));
}

TEST_P(SaveSchemeTest, takesAProposedVersionBackToADraft) {
  auto const waiting = proposed();
  auto content = waiting.content;
  content.purpose = "Mieux dit";
  auto const saved = save(waiting, content);
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->state, VersionState::draft);
  EXPECT_TRUE(version(saved->scheme, 1).proposed_at.empty());
  // Whoever was about to publish it is told.
  EXPECT_EQ(kind_of(publish_scheme(database(), noon, officer("bob"), ref(waiting))),
            ProblemKind::conflict);
}

TEST_P(SaveSchemeTest, refusesWhatIsPublished) {
  auto const done = published();
  EXPECT_EQ(kind_of(save(done, done.content)), ProblemKind::conflict);
}

PACTE_ON_BOTH_DATABASES(SaveSchemeTest);

}  // namespace
}  // namespace pacte::aid
