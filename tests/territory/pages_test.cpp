// The pages and endpoints of territories, as they are asked for.
#include <gmock/gmock.h>

#include "territory/contours_support.hpp"
#include "territory/reference_site.hpp"

namespace pacte::territory {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TerritorySite : public ReferenceSite {};

TEST_P(TerritorySite, APageHasAMapThatSaysItIsApproximate) {
  auto const region = get("/territoires/region/76");
  EXPECT_EQ(region.status, 200);
  EXPECT_THAT(region.body, HasSubstr("Population municipale : Occitanie"));
  EXPECT_THAT(region.body, HasSubstr("Contours approchés"));
  EXPECT_THAT(region.body, HasSubstr("proportionnelle à son total"));
  EXPECT_THAT(region.body, HasSubstr("<a href=\"/territoires/epci/243100518\"><title>"));
  auto const english = get("/en/territoires/departement/48");
  EXPECT_THAT(english.body, HasSubstr("Approximate contours"));
  EXPECT_THAT(english.body, HasSubstr("<a href=\"/en/territoires/commune/48095\"><title>Mende : "));
  EXPECT_THAT(get("/territoires/commune/48095").body, Not(HasSubstr("id=\"carte\"")));
}

TEST_P(TerritorySite, AMisspeltNameIsFound) {
  EXPECT_THAT(get("/territoires?lieu=clermont+lherault").body,
              HasSubstr("/territoires/commune/34079"));
  auto const items = api("/api/v1/territories?q=montpelier").at("items");
  ASSERT_FALSE(items.empty());
  EXPECT_EQ(items.at(0).at("id"), "commune:34172");
  auto const epci = api("/api/v1/territories?q=clermont+lherault&level=commune").at("items");
  EXPECT_EQ(epci.at(0).at("id"), "commune:34079");
  EXPECT_TRUE(api("/api/v1/territories?q=zzzzqqq").at("items").empty());
}

TEST_P(TerritorySite, APointIsLocated) {
  auto const found = api("/api/v1/territories/at?lon=1.4442&lat=43.6044");
  EXPECT_EQ(found.at("commune").at("code"), "31555");
  EXPECT_EQ(found.at("epci").at("code"), "243100518");
  EXPECT_EQ(found.at("department").at("code"), "31");
  EXPECT_EQ(found.at("region").at("code"), "76");
  EXPECT_TRUE(found.at("approximate").get<bool>());
  EXPECT_FALSE(found.at("commune").at("certain").get<bool>());
  EXPECT_FALSE(found.at("zonings").empty());
}

TEST_P(TerritorySite, ABadPointIsAProblem) {
  struct Case {
    char const* query;
    int status;
    char const* said;
  };
  for (auto const& [query, status, said] :
       {Case{"", 400, "longitude et une latitude"}, Case{"lon=a&lat=43.6", 400, "lon"},
        Case{"lon=1.44", 400, "lat"}, Case{"lon=574357&lat=6279642", 400, "Lambert 93"},
        Case{"lon=43.6&lat=1.44", 400, "inversées"}, Case{"lon=2.35&lat=48.85", 404, "hors de la"},
        Case{"lon=-120&lat=37", 400, "pas en France"}, Case{"lon=1e400&lat=43", 400, "lon"},
        Case{"lon=1.44&lat=43.6&date=hier", 400, "date"}}) {
    auto const refused = get(std::string{"/api/v1/territories/at?"} + query);
    EXPECT_EQ(refused.status, status) << query;
    EXPECT_THAT(refused.body, HasSubstr(said)) << query;
  }
  EXPECT_THAT(get("/en/api/v1/territories/at?lon=43.6&lat=1.44").body, HasSubstr("swapped"));
}

PACTE_ON_BOTH_DATABASES(TerritorySite);

}  // namespace
}  // namespace pacte::territory
