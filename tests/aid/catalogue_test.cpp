// The catalogue machinery, on the aid schemes.
#include <gmock/gmock.h>

#include "aid/module.hpp"
#include "aid/record.hpp"
#include "plan/record.hpp"
#include "source/site_fixture.hpp"

namespace pacte::embedded {
std::vector<File> plan_migrations();
}

namespace pacte::aid {
namespace {

using source::Kind;
using ::testing::HasSubstr;
using ::testing::Not;

class AidCatalogueTest : public pacte::testing::SiteTest {
 protected:
  [[nodiscard]] std::vector<Module> modules() const override {
    Module plans;
    plans.name = "plan";
    plans.migrations = embedded::plan_migrations();
    plans.routes = [](web::Router&, Services const&) {};
    return {source::source_module(), plans, aid_module()};
  }

  void fill() override {
    add(source::document_kind(), document("d/one", "1-5000"));
    add(source::document_kind(), document("d/two", "1-5000"));
    add_node();
    auto fund = scheme("a/fund", "Fonds régional", "equity fund", "existing");
    fund["eligibility"] = {"Être une PME", "Siège en région", "Projet <écologique>"};
    fund["sources"] = {{{"doc", "d/one"}, {"lines", "10"}}, {{"doc", "d/two"}, {"lines", "20-22"}}};
    fund["item_sources"] = {{"eligibility", {{0U}, {1U}, {0U}}}};
    fund["conflicts"] = Json::array(
        {{{"field", "status"}, {"value", "planned"}, {"doc", "d/two"}, {"lines", "20"}}});
    fund["plan_nodes"] = {"p/plan"};
    add(instrument_kind(), fund);
    auto strand = scheme("a/strand", "Écluse", "grant", "planned");
    strand["part_of"] = "a/fund";
    add(instrument_kind(), strand);
    for (int i = 0; i < 120; ++i) {
      add(instrument_kind(), scheme(fmt::format("a/many-{:03}", 119 - i),
                                    fmt::format("Prêt {:03}", i), "loan", "existing"));
    }
    index_->rebuild([](auto const& give) {
      give({"a/fund",
            "/dispositifs/a/fund",
            "Fonds régional",
            "",
            "capital",
            {{search::Facet::kind, {"instrument"}}}});
      give({"p/plan",
            "/plans/p/plan",
            "Fonds de plan",
            "",
            "capital",
            {{search::Facet::kind, {"plan_node"}}}});
    });
  }

  static Json scheme(std::string const& id, std::string const& label, std::string const& type,
                     std::string const& status) {
    return {{"id", id},
            {"label", label},
            {"type", type},
            {"type_printed", "imprimé"},
            {"beneficiaries", nullptr},
            {"eligibility", Json::array()},
            {"amounts", Json::array()},
            {"conditionality", Json::array()},
            {"operator", "Région"},
            {"status", status},
            {"plan_nodes", Json::array()},
            {"sources", {{{"doc", "d/one"}, {"lines", "3-4"}}}}};
  }

  void add_node() {
    add(plan::node_kind(), {{"id", "p/plan"},
                            {"plan", "p/plan"},
                            {"level", "plan"},
                            {"code", "PLAN"},
                            {"label", "Un plan"},
                            {"order", 1},
                            {"parent", nullptr},
                            {"horizon", nullptr},
                            {"horizon_class", nullptr},
                            {"commitment", nullptr},
                            {"budget_eur", nullptr},
                            {"lead", nullptr},
                            {"partners", Json::array()},
                            {"themes", Json::array()},
                            {"summary", nullptr},
                            {"proposals", Json::array()},
                            {"sources", {{{"doc", "d/one"}, {"lines", "1"}}}}});
  }

  static std::string next_of(std::string const& page) {
    auto const at = page.find("rel=\"next\" href=\"");
    if (at == std::string::npos) return {};
    auto const begin = at + std::string_view{"rel=\"next\" href=\""}.size();
    return page.substr(begin, page.find('"', begin) - begin);
  }

  static std::size_t rows_of(std::string const& page) {
    std::size_t count = 0;
    for (auto at = page.find("<h3><a href=\"/dispositifs/"); at != std::string::npos;
         at = page.find("<h3><a href=\"/dispositifs/", at + 1)) {
      ++count;
    }
    return count;
  }
};

TEST_P(AidCatalogueTest, theListWalksAllByLabel) {
  auto page = get("/dispositifs").body;
  EXPECT_THAT(page, HasSubstr("122 dispositifs"));
  EXPECT_LT(page.find("Écluse"), page.find("Fonds régional"));  // accents do not count
  EXPECT_LT(page.find("Fonds régional"), page.find("Prêt 000"));
  std::size_t seen = rows_of(page);
  for (int pages = 1; pages < 5 && !next_of(page).empty(); ++pages) {
    page = get(next_of(page)).body;
    seen += rows_of(page);
  }
  EXPECT_EQ(seen, 122U);
}

TEST_P(AidCatalogueTest, facetsCountAndFilter) {
  auto const page = get("/dispositifs?status=planned").body;
  EXPECT_THAT(page, HasSubstr("1 dispositif<"));
  EXPECT_THAT(page, HasSubstr("Écluse"));
  EXPECT_THAT(page, Not(HasSubstr("Fonds régional")));
  // The other values of the chosen facet stay, with their own counts.
  EXPECT_THAT(page, HasSubstr("/dispositifs?status=existing"));
  EXPECT_THAT(page, HasSubstr("En place <span class=\"n\">121</span>"));
  auto const unknown = get("/dispositifs?type=inconnu").body;
  EXPECT_THAT(unknown, HasSubstr("« inconnu » n’est pas une valeur du critère « Nature »."));
  EXPECT_THAT(page, Not(HasSubstr("n’est pas une valeur")));
  EXPECT_EQ(get("/dispositifs?operator=" + std::string(1001, 'a')).status, 400);
}

TEST_P(AidCatalogueTest, wordsGoThroughTheIndexAmongItsKind) {
  auto const page = get("/dispositifs?q=capital").body;
  EXPECT_THAT(page, HasSubstr("1 dispositif<"));
  EXPECT_THAT(page, HasSubstr("Fonds régional"));
  EXPECT_THAT(get("/dispositifs?q=capital&status=planned").body, HasSubstr("Aucun résultat"));
  EXPECT_EQ(get("/dispositifs?q=" + std::string(201, 'a')).status, 400);
}

TEST_P(AidCatalogueTest, eachItemStandsBesideTheDocumentsThatStateIt) {
  auto const page = get("/dispositifs/a/fund").body;
  auto const section = page.substr(page.find("Conditions d’accès"));
  auto const first = section.find("Être une PME");
  auto const third = section.find("Projet &lt;écologique&gt;");
  auto const second = section.find("Siège en région");
  EXPECT_LT(first, third);
  EXPECT_LT(third, second);  // the first and the third come from the same document
  EXPECT_LT(section.find("Document d/one"), second);
  EXPECT_THAT(section.substr(second), HasSubstr("/documents/d/two?lignes=20-22#passages"));
}

TEST_P(AidCatalogueTest, theItemShowsConflictsPlanLinesAndStrands) {
  auto const page = get("/dispositifs/a/fund").body;
  EXPECT_THAT(page, HasSubstr("Les documents se contredisent"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/plans/p/plan\""));
  EXPECT_THAT(page, HasSubstr("<a href=\"/dispositifs/a/strand\""));
  EXPECT_THAT(page, HasSubstr("<span class=\"none\">non précisé</span>"));
  EXPECT_THAT(get("/dispositifs/a/strand").body, HasSubstr("<a href=\"/dispositifs/a/fund\""));
  EXPECT_THAT(get("/en/dispositifs/a/fund").body, HasSubstr("href=\"/en/plans/p/plan\""));
  EXPECT_EQ(get("/dispositifs/a/lost").status, 404);
  EXPECT_EQ(get("/dispositifs/p/plan").status, 404);  // another kind
}

TEST_P(AidCatalogueTest, theApiListsFiltersAndReads) {
  auto const first = api("/api/v1/instruments?most=100");
  ASSERT_EQ(first["items"].size(), 100U);
  auto const rest = api(first["next"].get<std::string>());
  EXPECT_EQ(rest["items"].size(), 22U);
  EXPECT_TRUE(rest["next"].is_null());
  EXPECT_EQ(api("/api/v1/instruments?type=grant")["items"].size(), 1U);
  for (auto const* query : {"type=inconnu", "most=0", "most=x", "after=a/lost"}) {
    EXPECT_EQ(get(std::string{"/api/v1/instruments?"} + query).status, 400) << query;
  }
  auto const fund = api("/api/v1/instruments/a/fund");
  EXPECT_EQ(fund["mentioned_by"][0]["id"], "a/strand");
  EXPECT_EQ(fund["sources"][1]["href"], "/api/v1/documents/d/two?lines=20-22");
  EXPECT_EQ(fund["conflicts"][0]["value"], "planned");
  EXPECT_EQ(get("/api/v1/instruments/a/lost").status, 404);
}

TEST_P(AidCatalogueTest, theWholeListIsACsv) {
  auto const response = get("/dispositifs.csv");
  EXPECT_THAT(response.header("Content-Type"), HasSubstr("text/csv"));
  auto const text = streamed(response);
  EXPECT_EQ(std::ranges::count(text, '\n'), 123);
  EXPECT_THAT(text, HasSubstr("id,label,type,"));
  EXPECT_THAT(text, HasSubstr("Être une PME | Siège en région | Projet <écologique>"));
  EXPECT_THAT(text, HasSubstr("d/one 10 | d/two 20-22"));
}

PACTE_ON_BOTH_DATABASES(AidCatalogueTest);

}  // namespace
}  // namespace pacte::aid
