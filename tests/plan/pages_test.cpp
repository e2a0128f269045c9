// The pages and the API of plans, over a small plan of our own.
#include <gmock/gmock.h>

#include "plan/module.hpp"
#include "plan/record.hpp"
#include "plan/store.hpp"
#include "source/site_fixture.hpp"

namespace pacte::plan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Json const sources = Json::array({{{"doc", "r/rapport"}, {"lines", "12-14"}}});

Json node(std::string const& name, std::string const& level, Json code, std::string const& label,
          Json parent, int order) {
  return {{"id", "r/" + name},
          {"label", label},
          {"plan", "r/plan"},
          {"level", level},
          {"code", std::move(code)},
          {"order", order},
          {"parent", std::move(parent)},
          {"horizon", nullptr},
          {"horizon_class", nullptr},
          {"commitment", nullptr},
          {"budget_eur", nullptr},
          {"lead", nullptr},
          {"partners", Json::array()},
          {"themes", Json::array()},
          {"summary", nullptr},
          {"proposals", Json::array()},
          {"sources", sources}};
}

Json link(std::string const& name, std::string const& from, Json to, std::string const& review) {
  return {{"id", "r/" + name},   {"label", "Lien " + name}, {"from", "r/" + from},
          {"to", std::move(to)}, {"type", "echoes"},        {"printed", nullptr},
          {"review", review},    {"sources", sources}};
}

class PlanPagesTest : public pacte::testing::SiteTest {
 protected:
  std::vector<Module> modules() const override { return {source::source_module(), plan_module()}; }

  void fill() override {
    add(source::document_kind(), document("r/rapport", "1-200"));
    add(node_kind(), node("plan", "plan", "PLAN", "Plan <b>vert</b>", nullptr, 0));
    add(node_kind(), node("axe-2", "axis", "Axe 2", "Mobilité", "r/plan", 2));
    add(node_kind(), node("axe-1", "axis", "Axe 1", "Énergie", "r/plan", 1));
    auto lycees = node("action-1", "action", "Action 1", "Rénover les lycées", "r/axe-1", 1);
    lycees["commitment"] = "decided";
    lycees["themes"] = {"énergie", "éducation"};
    lycees["budget_eur"] = 2'500'000;
    add(node_kind(), lycees);
    add(node_kind(), node("action-2", "action", "Action 2", "Former aux métiers", "r/axe-1", 2));
    add(link_kind(), link("lien-1", "action-1", "r/action-2", "ok"));
    auto doubtful = link("lien-2", "axe-2", "r/action-1", "doubtful");
    doubtful["printed"] = "Action 7";
    doubtful["to_probable"] = "r/action-2";
    add(link_kind(), doubtful);
  }
};

std::vector<std::string> ids(std::vector<NodeLine> const& lines) {
  std::vector<std::string> found;
  for (auto const& line : lines)
    found.push_back(line.id);
  return found;
}

TEST_P(PlanPagesTest, readsLinesAboveBelowAndAround) {
  auto reading = database().read();
  EXPECT_THAT(ids(tree(reading, "r/plan")),
              ElementsAre("r/plan", "r/axe-1", "r/action-1", "r/action-2", "r/axe-2"));
  EXPECT_THAT(ids(ancestors(reading, "r/action-1")), ElementsAre("r/plan", "r/axe-1"));
  EXPECT_THAT(ids(ancestors(reading, "r/plan")), ElementsAre());
  EXPECT_THAT(ids(children(reading, "r/axe-1")), ElementsAre("r/action-1", "r/action-2"));
  EXPECT_THAT(ids(nodes(reading, {"r/axe-2", "unknown", "r/action-1"})),
              ElementsAre("r/axe-2", "r/action-1"));
  auto const links = links_of(reading, "r/action-1");
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].id, "r/lien-1");
  EXPECT_EQ(links[1].id, "r/lien-2");
  EXPECT_EQ(doubtful_links(reading), 1);
  auto const all = plans(reading);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].nodes, 4);
  EXPECT_EQ(all[0].actions, 2);
}

TEST_P(PlanPagesTest, aPlanIsATreeThatFilters) {
  auto const whole = get("/plans/r/plan").body;
  EXPECT_THAT(whole, HasSubstr("Plan &lt;b&gt;vert&lt;/b&gt;"));
  EXPECT_LT(whole.find("/plans/r/axe-1"), whole.find("/plans/r/axe-2"));
  EXPECT_THAT(whole, HasSubstr("/plans/r/action-2"));
  auto const filtered = get("/plans/r/plan?engagement=decided").body;
  EXPECT_THAT(filtered, HasSubstr("/plans/r/action-1"));
  EXPECT_THAT(filtered, Not(HasSubstr("/plans/r/action-2")));
  EXPECT_THAT(get("/plans/r/plan?texte=%3Cscript%3E").body, Not(HasSubstr("<script>")));
}

TEST_P(PlanPagesTest, aLineShowsItsFactsItsSourceAndItsLinks) {
  auto const page = get("/plans/r/action-1").body;
  EXPECT_THAT(page, HasSubstr("Rénover les lycées"));
  EXPECT_THAT(page, HasSubstr("2,5\u00a0M€"));
  EXPECT_THAT(page, HasSubstr("/documents/r/rapport?lignes=12-14"));
  EXPECT_THAT(page, HasSubstr("/themes/%C3%A9nergie"));
  EXPECT_THAT(page, HasSubstr("/plans/r/action-2"));
  EXPECT_THAT(page, HasSubstr("Trouve un écho dans"));
  EXPECT_THAT(page, HasSubstr("/plans/r/axe-1"));
}

TEST_P(PlanPagesTest, aReferencePrintedWrongSaysWhatItSeemsToMean) {
  auto const page = get("/plans/r/axe-2").body;
  EXPECT_THAT(page, HasSubstr("Action 7"));
  EXPECT_THAT(page, HasSubstr("Il semble viser"));
}

TEST_P(PlanPagesTest, anUnknownLineIsNotFound) {
  EXPECT_EQ(get("/plans/r/nowhere").status, 404);
  EXPECT_EQ(get("/plans/r/%27%20OR%201=1").status, 404);
  EXPECT_EQ(api("/api/v1/nodes/r/nowhere")["status"], 404);
}

TEST_P(PlanPagesTest, theApiGivesTheSame) {
  auto const read = api("/api/v1/nodes/r/action-1");
  EXPECT_EQ(read["label"], "Rénover les lycées");
  EXPECT_EQ(read["budget_eur"], 2'500'000);
  EXPECT_EQ(read["ancestors"].size(), 2U);
  EXPECT_EQ(read["links"].size(), 2U);
  EXPECT_EQ(read["sources"][0]["lines"], "12-14");
  EXPECT_EQ(api("/api/v1/nodes?level=action")["items"].size(), 2U);
  EXPECT_EQ(api("/api/v1/nodes?level=action&after=r/action-1")["items"].size(), 1U);
  EXPECT_EQ(api("/api/v1/nodes?theme=%C3%A9ducation")["items"].size(), 1U);
  EXPECT_EQ(api("/api/v1/plans")["items"][0]["id"], "r/plan");
}

PACTE_ON_BOTH_DATABASES(PlanPagesTest);

}  // namespace
}  // namespace pacte::plan
