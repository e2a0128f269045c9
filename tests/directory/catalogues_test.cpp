// Bodies, platforms and processes: that each catalogue is declared on its kind.
#include <gmock/gmock.h>

#include "directory/module.hpp"
#include "directory/record.hpp"
#include "source/site_fixture.hpp"

namespace pacte::directory {
namespace {

using ::testing::HasSubstr;

class DirectoryTest : public pacte::testing::SiteTest {
 protected:
  [[nodiscard]] std::vector<Module> modules() const override {
    return {source::source_module(), directory_module()};
  }

  void fill() override {
    add(source::document_kind(), document("d/one", "1-100"));
    add(source::document_kind(), document("d/two", "1-100"));
    Json const sources{{{"doc", "d/one"}, {"lines", "3"}}, {{"doc", "d/two"}, {"lines", "7"}}};
    add(body_kind(), {{"id", "b/committee"},
                      {"label", "Comité de suivi"},
                      {"type", "committee"},
                      {"composition", nullptr},
                      {"role", "Suivre le plan"},
                      {"frequency", nullptr},
                      {"decides", nullptr},
                      {"status", "planned"},
                      {"plan_nodes", Json::array()},
                      {"sources", sources}});
    add(platform_kind(), {{"id", "b/portal"},
                          {"label", "Portail"},
                          {"purpose", "Déposer"},
                          {"users", nullptr},
                          {"functions", {"dépôt"}},
                          {"data", Json::array()},
                          {"status", "existing"},
                          {"operator", "Région"},
                          {"plan_nodes", Json::array()},
                          {"sources", sources}});
    add(process_kind(), {{"id", "b/process"},
                         {"label", "Instruction"},
                         {"steps", {"Dépôt", "Examen", "Décision"}},
                         {"actors", Json::array()},
                         {"rules", Json::array()},
                         {"plan_nodes", Json::array()},
                         {"sources", sources},
                         {"see_also", {"b/committee"}},
                         {"item_sources", {{"steps", {{0U}, {1U}, {0U}}}}}});
  }
};

TEST_P(DirectoryTest, eachKindHasItsListAndItsPages) {
  EXPECT_THAT(get("/instances?type=committee").body,
              HasSubstr("<a href=\"/instances/b/committee\""));
  EXPECT_THAT(get("/instances/b/committee").body, HasSubstr("Suivre le plan"));
  EXPECT_THAT(get("/plateformes").body, HasSubstr("1 plateforme<"));
  EXPECT_THAT(get("/plateformes/b/portal").body, HasSubstr("dépôt"));
  EXPECT_THAT(get("/processus").body, HasSubstr("Dépôt ; Examen ; Décision"));
  for (auto const* collection : {"bodies", "platforms", "processes"}) {
    EXPECT_EQ(api(std::string{"/api/v1/"} + collection)["items"].size(), 1U) << collection;
  }
}

TEST_P(DirectoryTest, stepsKeepTheirOrderAndNameTheirSources) {
  auto const page = get("/processus/b/process").body;
  auto const deposit = page.find("<li>Dépôt");
  auto const exam = page.find("<li>Examen");
  auto const decision = page.find("<li>Décision");
  EXPECT_LT(deposit, exam);
  EXPECT_LT(exam, decision);
  EXPECT_THAT(page.substr(exam, decision - exam), HasSubstr("/documents/d/two?lignes=7#passages"));
  EXPECT_THAT(page.substr(deposit, exam - deposit),
              HasSubstr("/documents/d/one?lignes=3#passages"));
}

TEST_P(DirectoryTest, nearRecordsAreSeenFromBothSides) {
  EXPECT_THAT(get("/processus/b/process").body, HasSubstr("href=\"/instances/b/committee\""));
  EXPECT_THAT(get("/instances/b/committee").body, HasSubstr("href=\"/processus/b/process\""));
}

PACTE_ON_BOTH_DATABASES(DirectoryTest);

}  // namespace
}  // namespace pacte::directory
