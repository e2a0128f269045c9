// Documents, search and themes, as people and programs ask for them.
#include <gmock/gmock.h>

#include "source/site_fixture.hpp"

namespace pacte::source {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Enough of a plan node to have themes, in a table of this test's own.
RecordKind const& node_kind() {
  static RecordKind const kind{
      .kind = Kind::plan_node,
      .fields = {{.name = "plan", .type = FieldType::reference, .targets = {Kind::plan_node}},
                 {.name = "themes", .type = FieldType::terms}}};
  return kind;
}

class SourcePagesTest : public pacte::testing::SiteTest {
 protected:
  void fill() override {
    {
      auto writing = database().write();
      writing.session().script(
          "CREATE TABLE plan_node (id TEXT PRIMARY KEY, label TEXT NOT NULL, plan TEXT)");
      writing.commit();
    }
    add(document_kind(), document("d/one", "1-5000"));
    auto corrective = document("d/two", "10-20");
    corrective["part_of"] = "d/one";
    corrective["amends"] = "d/one";
    add(document_kind(), corrective);
    add_node("p/plan", {}, "100");
    add_node("p/first", {"énergie", "eau / littoral"}, "100-104");
    add_node("p/second", {"énergie"}, "4000");
    for (int i = 0; i < 130; ++i) {
      add_node(fmt::format("p/node-{:03}", i), {"emploi"}, std::to_string(200 + i));
    }
    index_->rebuild([](auto const& give) {
      give({"p/first",
            "/plans/p/first",
            "Filière hydrogène",
            "Action 29",
            "Du <b>vert</b> partout",
            {{search::Facet::kind, {"plan_node"}}, {search::Facet::plan, {"p/plan"}}}});
      give({"d/one",
            "/documents/d/one",
            "Schéma régional",
            "",
            "Tout, hydrogène compris",
            {{search::Facet::kind, {"document"}}}});
    });
  }

  void add_node(std::string const& id, std::vector<std::string> const& themes,
                std::string const& lines) {
    add(node_kind(), {{"id", id},
                      {"label", "Ligne " + id},
                      {"plan", "p/plan"},
                      {"themes", themes},
                      {"sources", {{{"doc", "d/one"}, {"lines", lines}}}}});
  }
};

TEST_P(SourcePagesTest, documentsAreListedWithTheirFacts) {
  auto const response = get("/documents");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(response.cacheable);
  EXPECT_THAT(response.body, HasSubstr("<a href=\"/documents/d/one\""));
  EXPECT_THAT(response.body, HasSubstr("<b>133</b>"));  // the document itself left out
  EXPECT_THAT(get("/documents?apres=d/one").body, Not(HasSubstr("href=\"/documents/d/one\"")));
}

TEST_P(SourcePagesTest, aDocumentShowsBothWaysOfAnAmendment) {
  auto const whole = get("/documents/d/one").body;
  EXPECT_THAT(whole, HasSubstr("Modifié par"));
  EXPECT_THAT(whole, HasSubstr("<a href=\"/documents/d/two\""));
  auto const corrective = get("/en/documents/d/two").body;
  EXPECT_THAT(corrective, HasSubstr("<a href=\"/en/documents/d/one\""));
  EXPECT_EQ(get("/documents/d/lost").status, 404);
}

TEST_P(SourcePagesTest, linesNarrowWhatIsDrawn) {
  for (auto const* query : {"lignes=101-103", "de=101&a=103", "de=103&a=101", "de=1&a=1+04"}) {
    auto const page = get(std::string{"/documents/d/one?"} + query).body;
    EXPECT_THAT(page, HasSubstr("href=\"/plans/p/first\"")) << query;
    EXPECT_THAT(page, Not(HasSubstr("href=\"/plans/p/second\""))) << query;
  }
  EXPECT_THAT(get("/documents/d/one?lignes=3000-3001").body, HasSubstr("Aucun fait"));
}

TEST_P(SourcePagesTest, linesThatAreNotTheDocumentsAreRefused) {
  for (auto const* query : {"lignes=abc", "lignes=6000", "lignes=", "de=x", "de=9000&a=9001"}) {
    auto const response = get(std::string{"/documents/d/one?"} + query);
    EXPECT_EQ(response.status, 400) << query;
    EXPECT_THAT(response.body, HasSubstr("Ces lignes ne sont pas dans le document")) << query;
  }
  EXPECT_EQ(get("/api/v1/documents/d/one?lines=6000").status, 400);
}

TEST_P(SourcePagesTest, theApiWalksWhatIsDrawnToItsEnd) {
  auto const first = api("/api/v1/documents/d/one?lines=100-5000");
  EXPECT_EQ(first["amended_by"], Json({"d/two"}));
  EXPECT_EQ(first["counts"]["plan_node"], 133);
  std::set<std::string> seen;
  std::string next = "/api/v1/documents/d/one?lines=100-5000";
  for (int pages = 0; pages < 5 && !next.empty(); ++pages) {
    auto const page = api(next);
    for (auto const& fact : page["drawn"]) {
      EXPECT_TRUE(seen.insert(fact["id"].get<std::string>()).second);
    }
    next = text_or_empty(page, "next");
  }
  EXPECT_EQ(seen.size(), 133U);
  EXPECT_EQ(get("/api/v1/documents/d/lost").status, 404);
}

TEST_P(SourcePagesTest, documentsInTheApiHaveSourcesAndLinks) {
  auto const list = api("/api/v1/documents");
  ASSERT_EQ(list["items"].size(), 2U);
  EXPECT_EQ(list["items"][0]["_links"]["html"], "/documents/d/one");
  EXPECT_EQ(list["items"][0]["sources"][0]["href"], "/api/v1/documents/d/one?lines=1-5000");
  EXPECT_TRUE(list["next"].is_null());
}

TEST_P(SourcePagesTest, searchFindsWithoutAccentsAndEscapes) {
  auto const page = get("/recherche?q=hydrogene").body;
  EXPECT_THAT(page, HasSubstr("2 résultats"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/plans/p/first\""));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<b>vert</b>")));
  EXPECT_THAT(page,
              HasSubstr("<a class=\"ref\" href=\"/documents/d/one?lignes=100-104#passages\""));
}

TEST_P(SourcePagesTest, facetsAddAndRemoveFilters) {
  auto const open = get("/recherche?q=hydrogene").body;
  EXPECT_THAT(open, HasSubstr("/recherche?q=hydrogene&amp;kind=plan_node"));
  auto const filtered = get("/recherche?q=hydrogene&kind=plan_node&plan=p%2Fplan").body;
  EXPECT_THAT(filtered, HasSubstr("1 résultat"));
  EXPECT_THAT(filtered, HasSubstr("Ligne p/plan"));  // the plan by its label
  EXPECT_THAT(filtered, HasSubstr("aria-current=\"true\""));
  EXPECT_THAT(filtered, HasSubstr("href=\"/recherche?q=hydrogene&amp;plan=p%2Fplan\""));
}

TEST_P(SourcePagesTest, aSearchThatFindsNothingOrMeansNothingSaysSo) {
  auto const nothing = get("/recherche?q=zzzzqqq");
  EXPECT_EQ(nothing.status, 200);
  EXPECT_THAT(nothing.body, HasSubstr("Rien ne correspond"));
  EXPECT_EQ(get("/recherche?q=" + std::string(501, 'a')).status, 400);
  EXPECT_EQ(get("/recherche?q=a&debut=-1").status, 400);
  EXPECT_EQ(get("/recherche?q=a&debut=10001").status, 400);
  EXPECT_EQ(get("/recherche?q=a&plan=" + std::string(401, 'a')).status, 400);
}

TEST_P(SourcePagesTest, theApiSearchesAndSuggests) {
  auto const found = api("/api/v1/search?q=hydrogene&kind=plan_node");
  EXPECT_EQ(found["total"], 1);
  EXPECT_EQ(found["hits"][0]["href"], "/api/v1/nodes/p/first");
  EXPECT_EQ(found["hits"][0]["code"], "Action 29");
  EXPECT_EQ(found["facets"]["plan"][0]["label"], "Ligne p/plan");
  EXPECT_EQ(get("/api/v1/search?kind=nothing").status, 400);
  EXPECT_EQ(get("/api/v1/search?most=101").status, 400);
  EXPECT_EQ(api("/en/api/v1/search?most=101")["detail"], "“most” is a number from 1 to 100.");
  auto const suggested = api("/api/v1/suggest?q=fili");
  ASSERT_EQ(suggested["suggestions"].size(), 1U);
  EXPECT_EQ(
      suggested["suggestions"][0],
      (Json{{"label", "Filière hydrogène"}, {"kind", "Ligne de plan"}, {"url", "/plans/p/first"}}));
  // In English, the kind is said in English and the address is that of the English page.
  EXPECT_EQ(
      api("/en/api/v1/suggest?q=fili")["suggestions"][0],
      (Json{{"label", "Filière hydrogène"}, {"kind", "Plan line"}, {"url", "/en/plans/p/first"}}));
  EXPECT_EQ(get("/api/v1/suggest?q=" + std::string(201, 'a')).status, 400);
}

TEST_P(SourcePagesTest, themesLeadToTheirLinesPlanByPlan) {
  auto const all = get("/themes").body;
  EXPECT_THAT(all, HasSubstr("href=\"/themes/eau%20%2F%20littoral\""));
  auto const slashed = get("/themes/eau%20%2F%20littoral");
  EXPECT_EQ(slashed.status, 200);
  EXPECT_THAT(slashed.body, HasSubstr("href=\"/plans/p/first\""));
  EXPECT_THAT(slashed.body, HasSubstr("<a href=\"/plans/p/plan\""));
  EXPECT_EQ(get("/themes/inconnu").status, 404);
}

TEST_P(SourcePagesTest, aLargeThemeIsPagedByKey) {
  auto const first = get("/themes/emploi").body;
  EXPECT_THAT(first, HasSubstr("node-099"));
  EXPECT_THAT(first, Not(HasSubstr("node-100")));
  EXPECT_THAT(first, HasSubstr("?apres=p%2Fnode-099"));
  auto const second = get("/themes/emploi?apres=p%2Fnode-099").body;
  EXPECT_THAT(second, HasSubstr("node-100"));
  EXPECT_THAT(second, HasSubstr("node-129"));
  EXPECT_THAT(second, Not(HasSubstr("rel=\"next\"")));
}

TEST_P(SourcePagesTest, theApiWalksAThemeToItsEnd) {
  auto const all = api("/api/v1/themes")["items"];
  auto const work =
      std::ranges::find_if(all, [](Json const& theme) { return theme["name"] == "emploi"; });
  ASSERT_NE(work, all.end());
  EXPECT_EQ((*work)["_links"]["html"], "/themes/emploi");
  std::set<std::string> seen;
  std::string next = (*work)["_links"]["self"];
  for (int pages = 0; pages < 5 && !next.empty(); ++pages) {
    auto const page = api(next);
    EXPECT_EQ(page["count"], (*work)["count"]);
    for (auto const& line : page["lines"]) {
      EXPECT_EQ(line["plan_label"], "Ligne p/plan");
      EXPECT_TRUE(seen.insert(line["id"].get<std::string>()).second);
    }
    next = text_or_empty(page, "next");
  }
  EXPECT_EQ(static_cast<std::int64_t>(seen.size()), (*work)["count"]);
  EXPECT_GT(seen.size(), 100U);
  EXPECT_EQ(api("/api/v1/themes/eau%20%2F%20littoral")["name"], "eau / littoral");
  EXPECT_EQ(get("/api/v1/themes/inconnu").status, 404);
  EXPECT_EQ(get("/api/v1/themes/emploi?after=" + std::string(401, 'a')).status, 400);
}

PACTE_ON_BOTH_DATABASES(SourcePagesTest);

}  // namespace
}  // namespace pacte::source
