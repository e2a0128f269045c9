#include "plan/tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pacte::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NodeLine line(std::string id, std::string parent, std::string level, std::string label) {
  return {.id = std::move(id),
          .label = std::move(label),
          .level = std::move(level),
          .parent = std::move(parent)};
}

// plan > axis 1 > action 1, action 2 ; axis 2
std::vector<NodeLine> sample() {
  std::vector<NodeLine> nodes{line("p", "", "plan", "Plan"), line("a1", "p", "axis", "Énergie"),
                              line("n1", "a1", "action", "Rénover les lycées"),
                              line("n2", "a1", "action", "Former aux métiers"),
                              line("a2", "p", "axis", "Mobilité")};
  nodes[2].code = "Action 1";
  nodes[2].commitment = "decided";
  nodes[3].code = "Action 2";
  nodes[3].horizon_class = "12-months";
  return nodes;
}

std::vector<std::string> names(std::vector<Branch> const& kept) {
  std::vector<std::string> ids;
  for (auto const& branch : kept) {
    ids.push_back((branch.matched ? "" : "(") + branch.node->id + (branch.matched ? "" : ")"));
    for (auto const& id : names(branch.children))
      ids.push_back("  " + id);
  }
  return ids;
}

std::vector<std::string> kept_by(TreeFilter const& filter, Themes const& themes = {}) {
  auto const nodes = sample();
  return names(branches(nodes, "p", filter, themes));
}

TEST(PlanTree, KeepsEverythingWithoutFilter) {
  auto const nodes = sample();
  auto const all = branches(nodes, "p", {}, {});
  EXPECT_THAT(names(all), ElementsAre("a1", "  n1", "  n2", "a2"));
  EXPECT_EQ(all[0].below, 2);
  EXPECT_EQ(matched(all), 4);
  EXPECT_THAT(names(branches(nodes, "a1", {}, {})), ElementsAre("n1", "n2"));
  EXPECT_THAT(names(branches(nodes, "", {}, {})).front(), "p");
  EXPECT_THAT(names(branches(nodes, "unknown", {}, {})), IsEmpty());
}

TEST(PlanTree, KeepsWhatStandsAboveAMatchWithoutCountingIt) {
  auto const nodes = sample();
  auto const kept = branches(nodes, "p", {.level = "action"}, {});
  EXPECT_THAT(names(kept), ElementsAre("(a1)", "  n1", "  n2"));
  EXPECT_EQ(matched(kept), 2);
}

TEST(PlanTree, FiltersByEachField) {
  EXPECT_THAT(kept_by({.commitment = "decided"}), ElementsAre("(a1)", "  n1"));
  EXPECT_THAT(kept_by({.horizon_class = "12-months"}), ElementsAre("(a1)", "  n2"));
  EXPECT_THAT(kept_by({.level = "action", .commitment = "planned"}), IsEmpty());
  Themes const themes{{"a2", {"mobilité"}}, {"n2", {"emploi", "formation"}}};
  EXPECT_THAT(kept_by({.theme = "formation"}, themes), ElementsAre("(a1)", "  n2"));
  EXPECT_THAT(kept_by({.theme = "santé"}, themes), IsEmpty());
}

TEST(PlanTree, FindsWordsOfTheLabelOrTheCodeWithoutAccentsOrCase) {
  EXPECT_THAT(kept_by({.text = " LYCEES renover "}), ElementsAre("(a1)", "  n1"));
  EXPECT_THAT(kept_by({.text = "action 2"}), ElementsAre("(a1)", "  n2"));
  EXPECT_THAT(kept_by({.text = "lycées métiers"}), IsEmpty());
  EXPECT_THAT(kept_by({.text = "  "}), ElementsAre("a1", "  n1", "  n2", "a2"));
}

}  // namespace
}  // namespace pacte::plan
