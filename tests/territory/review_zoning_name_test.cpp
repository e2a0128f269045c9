#include "territory/operations/review_zoning_name.hpp"

#include "territory/zoning_fixture.hpp"

namespace pacte::territory {
namespace {

using Labels = std::vector<std::string>;

class ReviewZoningNameTest : public ZoningTest {
 protected:
  static ReviewZoningName accepting(std::string const& territory) {
    return {.zoning = "rural",
            .label = "Riviere (nom mal écrit)",
            .decision = "accepted",
            .territory = territory,
            .extent = "whole"};
  }
  static ReviewZoningName aside(std::string const& reason) {
    return {.zoning = "rural",
            .label = "Riviere (nom mal écrit)",
            .decision = "set_aside",
            .reason = reason};
  }
  Result<ReviewedZoningName> run(ReviewZoningName const& input) {
    return review_zoning_name(database(), noon, editor(), input);
  }
  std::string decision() {
    auto reading = database().read();
    auto const listed = unmatched(reading, "rural", "Riviere (nom mal écrit)");
    return listed->decision ? listed->decision->decision : "";
  }
  void expect_refused(ReviewZoningName const& input, ProblemKind kind, std::string const& field) {
    auto const before = decision();
    auto const made = run(input);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, kind) << made.error().detail;
    if (!field.empty()) {
      ASSERT_FALSE(made.error().fields.empty());
      EXPECT_EQ(made.error().fields[0].field, field);
    }
    EXPECT_EQ(decision(), before);
  }
};

TEST_P(ReviewZoningNameTest, AcceptedItIsAMember) {
  auto const made = run(accepting("commune:31001"));
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->version, 1);
  EXPECT_EQ(labels("rural", "2026-03-01"), (Labels{"Foix-Ville", "Riviere (nom mal écrit)"}));
  EXPECT_EQ(decision(), "accepted");
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.operation, "review_zoning_name");
  EXPECT_EQ(entry.actor, "ada");
  EXPECT_EQ(entry.payload.at("territory"), "commune:31001");
  // Loaded again, the reference forgets nothing of it.
  write_zonings("rural,commune,09002,whole,Bélesta,a.txt,1,\n");
  ASSERT_TRUE(load());
  EXPECT_EQ(decision(), "accepted");
  EXPECT_EQ(labels("rural", "2026-03-01"), (Labels{"Bélesta", "Riviere (nom mal écrit)"}));
}

TEST_P(ReviewZoningNameTest, SetAsideItMayStillBeAccepted) {
  ASSERT_TRUE(run(aside("aucune commune de ce nom")));
  EXPECT_EQ(decision(), "set_aside");
  EXPECT_EQ(labels("rural", "2026-03-01"), (Labels{"Foix-Ville"}));
  auto later = accepting("31001");
  expect_refused(later, ProblemKind::conflict, "");
  later.seen = "set_aside";
  EXPECT_TRUE(run(later));
  EXPECT_EQ(decision(), "accepted");
  later.seen = "accepted";
  expect_refused(later, ProblemKind::conflict, "");
}

TEST_P(ReviewZoningNameTest, AZoningNotKnownYetIsMadeWithItsName) {
  auto input = accepting("department:31");
  input.zoning = "massif";
  input.label = "Massif du Nord";
  input.extent = "part";
  auto const nameless = run(input);
  ASSERT_FALSE(nameless);
  EXPECT_EQ(nameless.error().fields.at(0).field, "zoning_name");
  input.zoning_name = "Massifs";
  ASSERT_TRUE(run(input));
  EXPECT_EQ(labels("massif", "2026-03-01"), (Labels{"Massif du Nord"}));
}

TEST_P(ReviewZoningNameTest, Refusals) {
  web::Principal visitor;
  EXPECT_EQ(review_zoning_name(database(), noon, visitor, accepting("31001")).error().kind,
            ProblemKind::unauthenticated);
  visitor.person = "bob";
  EXPECT_EQ(review_zoning_name(database(), noon, visitor, accepting("31001")).error().kind,
            ProblemKind::forbidden);
  expect_refused(accepting(""), ProblemKind::invalid, "territory");
  expect_refused(accepting("33063"), ProblemKind::invalid, "territory");
  auto vague = accepting("31001");
  vague.extent = "";
  expect_refused(vague, ProblemKind::invalid, "extent");
  expect_refused(aside("  "), ProblemKind::invalid, "reason");
  auto undecided = aside("x");
  undecided.decision = "";
  expect_refused(undecided, ProblemKind::invalid, "decision");
  auto unknown = aside("x");
  unknown.label = "Autre";
  expect_refused(unknown, ProblemKind::not_found, "");
}

PACTE_ON_BOTH_DATABASES(ReviewZoningNameTest);

}  // namespace
}  // namespace pacte::territory
