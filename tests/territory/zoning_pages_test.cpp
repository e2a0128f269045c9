// The pages and endpoints of zonings, as they are asked for.
#include <fstream>

#include <gmock/gmock.h>

#include "territory/operations/edit_zoning.hpp"
#include "territory/operations/import_zoning.hpp"
#include "territory/reference_site.hpp"

namespace pacte::territory {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ZoningSite : public ReferenceSite {
 protected:
  void fill() override {
    ReferenceSite::fill();
    auto const file =
        std::filesystem::temp_directory_path() / ("pacte_qpv_" + random_hex(6) + ".csv");
    std::ofstream{file} << "code,label,extent,member\n31555,Bellefontaine,part,QN03101M\n"
                           "34172,La Mosson,part,QN03401M\n";
    ASSERT_TRUE(import_zoning(database(),
                              {.files = {file},
                               .zoning = "qpv",
                               .name = "Quartiers prioritaires",
                               .from = "2024-01-01",
                               .source = "Décret 2023-1314 https://www.legifrance.gouv.fr/",
                               .definition = "Quartiers de la politique de la ville"},
                              "test", system_now()));
    std::filesystem::remove(file);
  }
};

TEST_P(ZoningSite, ThePagesTellAZoning) {
  auto const list = get("/territoires/zonages");
  EXPECT_EQ(list.status, 200);
  EXPECT_THAT(list.body, HasSubstr("/territoires/zonages/qpv\">Quartiers prioritaires</a>"));
  EXPECT_THAT(list.body, HasSubstr("/territoires/zonages/a-verifier"));
  auto const page = get("/territoires/zonages/qpv");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Quartiers de la politique de la ville"));
  EXPECT_THAT(page.body, HasSubstr("href=\"https://www.legifrance.gouv.fr/\""));
  EXPECT_THAT(page.body, HasSubstr("depuis le 1"));
  EXPECT_THAT(page.body, HasSubstr("/territoires/commune/31555"));
  EXPECT_THAT(page.body, HasSubstr("QN03101M"));
  EXPECT_THAT(page.body, HasSubstr("de 0 à "));
  EXPECT_THAT(page.body, Not(HasSubstr("/modifier")));
  EXPECT_THAT(get("/en/territoires/zonages/qpv").body, HasSubstr("Valid"));
  EXPECT_EQ(get("/territoires/zonages/qpv?version=9").status, 404);
  EXPECT_EQ(get("/territoires/zonages/inconnu").status, 404);
  auto const cities = get("/territoires/zonages/metropole");
  EXPECT_THAT(cities.body, HasSubstr("Carte : Métropoles régionales"));
  EXPECT_THAT(cities.body, HasSubstr("tout le territoire"));
}

TEST_P(ZoningSite, TheApiGivesVersionsAndMembers) {
  auto const one = api("/api/v1/zonings/qpv");
  EXPECT_EQ(one.at("history").size(), 1U);
  EXPECT_EQ(one.at("version").at("from"), "2024-01-01");
  EXPECT_EQ(one.at("version").at("source").at("url"), "https://www.legifrance.gouv.fr/");
  EXPECT_EQ(one.at("members").at(0).at("id"), "qpv:QN03101M");
  EXPECT_EQ(one.at("population").at("least"), 0);
  EXPECT_TRUE(api("/api/v1/zonings/qpv?date=2023-12-31").at("version").is_null());
  EXPECT_EQ(get("/api/v1/zonings/qpv?date=hier").status, 400);
  EXPECT_EQ(get("/api/v1/zonings/inconnu").status, 404);

  auto const own = api("/api/v1/territories/qpv:QN03101M");
  EXPECT_EQ(own.at("name"), "Bellefontaine");
  EXPECT_EQ(own.at("members").at(0).at("territories").at(0).at("id"), "commune:31555");
  auto const by_commune = api("/api/v1/territories/qpv-quartier:66136");
  EXPECT_GT(by_commune.at("members").size(), 1U);
  EXPECT_EQ(get("/api/v1/territories/qpv:33063").status, 404);
  EXPECT_EQ(get("/api/v1/territories/inconnu:33063").status, 404);
  EXPECT_EQ(api("/api/v1/territories/commune:31555").at("name"), "Toulouse");

  std::set<std::string> seen;
  std::string target = "/api/v1/zonings";
  while (!target.empty()) {
    auto const page = api(target);
    for (auto const& item : page.at("items"))
      EXPECT_TRUE(seen.insert(item.at("key").get<std::string>()).second);
    target = page.at("next").is_null() ? "" : page.at("next").get<std::string>();
  }
  EXPECT_EQ(seen.size(), 49U);
}

TEST_P(ZoningSite, EveryUnmatchedNameIsListed) {
  std::set<std::string> seen;
  std::string target = "/territoires/zonages/a-verifier";
  std::size_t rows = 0;
  while (!target.empty()) {
    auto const body = get(target).body;
    for (auto at = body.find("<li><div><h3>"); at != std::string::npos;
         at = body.find("<li><div><h3>", at + 1))
      ++rows;
    auto const next = body.find("rel=\"next\" href=\"");
    if (next == std::string::npos) break;
    auto const begin = next + std::string_view{"rel=\"next\" href=\""}.size();
    target = body.substr(begin, body.find('"', begin) - begin);
    for (auto amp = target.find("&amp;"); amp != std::string::npos; amp = target.find("&amp;"))
      target.replace(amp, 5, "&");
    ASSERT_TRUE(seen.insert(target).second);
  }
  EXPECT_EQ(rows, 109U);
  auto const body = get("/territoires/zonages/a-verifier?etat=ouverts&apres=ligne-rail").body;
  EXPECT_THAT(body, HasSubstr("Bagnères-de-Luchon"));
  EXPECT_THAT(body, Not(HasSubstr("<form class=\"form\"")));
  EXPECT_THAT(get("/territoires/zonages/a-verifier?etat=acceptes").body,
              HasSubstr("Aucun nom ici"));
}

TEST_P(ZoningSite, OnlyEditorsReachTheForms) {
  EXPECT_NE(get("/territoires/zonages/qpv/modifier").status, 200);
}

PACTE_ON_BOTH_DATABASES(ZoningSite);

}  // namespace
}  // namespace pacte::territory
