#include "territory/operations/edit_zoning.hpp"

#include "territory/zoning_fixture.hpp"

namespace pacte::territory {
namespace {

using Labels = std::vector<std::string>;

class EditZoningTest : public ZoningTest {
 protected:
  EditZoning edit(std::string const& added) {
    return {.zoning = "rural", .revision = revision_of(versions("rural")), .added = added};
  }
  Result<PlannedZoning> run(EditZoning const& input) {
    return edit_zoning(database(), noon, editor(), input);
  }
  void expect_refused(EditZoning const& input, ProblemKind kind, std::string const& field) {
    auto const made = run(input);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, kind) << made.error().detail;
    if (!field.empty()) {
      ASSERT_FALSE(made.error().fields.empty());
      EXPECT_EQ(made.error().fields[0].field, field);
    }
    EXPECT_EQ(versions("rural").size(), 1U);
  }
};

TEST_P(EditZoningTest, ANewVersionFollowsTheOneBefore) {
  auto input = edit("31001 ; Le Port ; partie\n\n31002");
  input.from = "2025-01-01";
  input.removed = {0};
  input.reason = "arrêté de décembre";
  auto const preview = preview_zoning(database(), editor(), input);
  ASSERT_TRUE(preview) << preview.error().detail;
  EXPECT_EQ(preview->difference.added.size(), 2U);
  EXPECT_EQ(preview->difference.removed.size(), 1U);
  EXPECT_EQ(versions("rural").size(), 1U);
  auto const made = run(input);
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(labels("rural", "2024-12-31"), (Labels{"Foix-Ville"}));
  EXPECT_EQ(labels("rural", "2025-01-01"), (Labels{"Le Port", "Montagne"}));
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.actor, "ada");
  EXPECT_EQ(entry.operation, "edit_zoning");
  EXPECT_EQ(entry.subject, "rural");
  EXPECT_EQ(entry.payload.at("reason"), "arrêté de décembre");
  EXPECT_EQ(entry.payload.at("added").at(0).at("territories").at(0), "commune:31001");
}

TEST_P(EditZoningTest, WithoutTheRightNothingIsDone) {
  web::Principal visitor;
  auto const unknown = edit_zoning(database(), noon, visitor, edit("31001"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ProblemKind::unauthenticated);
  visitor.person = "bob";
  EXPECT_EQ(edit_zoning(database(), noon, visitor, edit("31001")).error().kind,
            ProblemKind::forbidden);
  EXPECT_EQ(preview_zoning(database(), visitor, edit("31001")).error().kind,
            ProblemKind::forbidden);
  EXPECT_EQ(versions("rural").size(), 1U);
}

TEST_P(EditZoningTest, WhatCannotBeIsRefused) {
  expect_refused(edit(""), ProblemKind::invalid, "");
  expect_refused(edit("33063"), ProblemKind::invalid, "added");
  expect_refused(edit("09001"), ProblemKind::invalid, "added");
  expect_refused(edit("31001\n31001"), ProblemKind::invalid, "added");
  auto bad_day = edit("31001");
  bad_day.from = "demain";
  expect_refused(bad_day, ProblemKind::invalid, "from");
  auto backwards = edit("31001");
  backwards.from = "2025-01-01";
  backwards.until = "2024-01-01";
  expect_refused(backwards, ProblemKind::invalid, "until");
  auto emptied = edit("");
  emptied.removed = {0};
  expect_refused(emptied, ProblemKind::invalid, "");
  auto elsewhere = edit("31001");
  elsewhere.zoning = "inconnu";
  expect_refused(elsewhere, ProblemKind::not_found, "");
  auto no_base = edit("31001");
  no_base.base = 7;
  expect_refused(no_base, ProblemKind::not_found, "");
}

TEST_P(EditZoningTest, ALostRaceIsToldAndWritesNothing) {
  auto const mine = edit("31001");
  auto const theirs = edit("31002");
  ASSERT_TRUE(run(theirs));
  auto const late = run(mine);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ProblemKind::conflict);
  EXPECT_EQ(labels("rural", "2026-01-01"), (Labels{"Foix-Ville", "Montagne"}));
  // A reference loaded in between is another base too.
  auto const before = edit("31001");
  write_zonings("rural,commune,09002,whole,Bélesta,a.txt,1,\n");
  ASSERT_TRUE(load());
  EXPECT_EQ(run(before).error().kind, ProblemKind::conflict);
}

TEST_P(EditZoningTest, AnEditSurvivesTheReferenceLoadedAgain) {
  ASSERT_TRUE(run(edit("31001")));
  ASSERT_TRUE(load());
  EXPECT_EQ(versions("rural").size(), 2U);
  write_zonings(
      "rural,commune,09001,whole,Foix-Ville,a.txt,1,\nrural,commune,09002,whole,Bélesta,a.txt,2,"
      "\n");
  auto const report = load();
  ASSERT_TRUE(report);
  ASSERT_FALSE(report->notices.empty());
  EXPECT_NE(report->notices.back().find("corrigé est repris"), std::string::npos);
  EXPECT_EQ(labels("rural", "2026-01-01"), (Labels{"Foix-Ville", "Bélesta", "Rivière"}));
  // No longer in the reference at all: what was made here stays.
  write("zoning-names.csv", "zoning,name\nautre,Autre\n");
  write_zonings("autre,commune,09002,whole,Bélesta,a.txt,2,\n");
  ASSERT_TRUE(load());
  EXPECT_EQ(labels("rural", "2026-01-01"), (Labels{"Foix-Ville", "Bélesta", "Rivière"}));
}

PACTE_ON_BOTH_DATABASES(EditZoningTest);

}  // namespace
}  // namespace pacte::territory
