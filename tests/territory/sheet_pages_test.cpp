// The sheet of a territory against others, its page to print, its feed, comparisons.
#include <gmock/gmock.h>

#include "base/text.hpp"
#include "territory/contours_support.hpp"
#include "territory/figures_store.hpp"
#include "territory/reference_site.hpp"

namespace pacte::territory {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class TerritorySheet : public ReferenceSite {
 protected:
  void fill() override {
    ReferenceSite::fill();
    add(source::document_kind(), document("loi/a", "1-9"));
    index_->rebuild([](auto const& give) {
      search::Document named{.id = "loi/a",
                             .path = "/documents/loi/a",
                             .label = "Document loi/a",
                             .code = "",
                             .body = "Montpellier",
                             .facets = {}};
      named.facets[search::Facet::kind] = {"document"};
      named.facets[search::Facet::place] = {"Montpellier (34172)"};
      give(named);
    });
  }
};

TEST_P(TerritorySheet, ShowsItsFiguresAmongThoseOfOthers) {
  auto const page = get("/territoires/commune/34172");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Ses chiffres"), HasSubstr("2 / 4"),
                               HasSubstr("Pairs : les 20 communes"), HasSubstr("Densité")));
  EXPECT_THAT(page.body, HasSubstr("comparer?a=commune%3A34172&amp;b=commune%3A"));
  auto const region = get("/territoires/region/76");
  EXPECT_EQ(region.status, 200);
  EXPECT_THAT(region.body, Not(HasSubstr("Rang dans la région")));
  EXPECT_THAT(get("/en/territoires/epci/243400017").body, HasSubstr("Rank in the region"));
}

TEST_P(TerritorySheet, ShowsWhatNamesItAndItsFeed) {
  auto const page = get("/territoires/commune/34172");
  EXPECT_THAT(page.body, HasSubstr("<a href=\"/documents/loi/a\">Document loi/a</a>"));
  EXPECT_THAT(page.body, HasSubstr("/territoires/commune/34172/fil.atom"));
  auto const feed = get("/territoires/commune/34172/fil.atom");
  EXPECT_EQ(feed.status, 200);
  EXPECT_THAT(feed.body, AllOf(HasSubstr("1 fiche ajoutée ou changée"), HasSubstr("loi/a")));
  EXPECT_EQ(get("/territoires/commune/99999/fil.atom").status, 404);
  EXPECT_THAT(get("/territoires/commune/34079").body, HasSubstr("Aucun texte du site"));
}

TEST_P(TerritorySheet, HasAPageToPrint) {
  auto const page = get("/territoires/commune/34172/fiche");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("http://localhost/territoires/commune/34172"));
  EXPECT_EQ(get("/territoires/commune/99999/fiche").status, 404);
}

TEST_P(TerritorySheet, ComparesTwoToFour) {
  auto const two = get("/territoires/comparer?a=commune:34172&b=commune:31555");
  EXPECT_EQ(two.status, 200);
  EXPECT_THAT(two.body, AllOf(HasSubstr("Côte à côte"), HasSubstr("En commun"),
                              HasSubstr("Montpellier seulement")));
  auto const three = get("/territoires/comparer?a=Montpellier&b=31555&c=Tarn");
  EXPECT_THAT(three.body, AllOf(HasSubstr("Côte à côte"), HasSubstr("Toulouse (31555)"),
                                HasSubstr("ne sont pas de même niveau")));
}

TEST_P(TerritorySheet, AsksWhichOneWhenANameIsNotSure) {
  auto const homonyms = get("/territoires/comparer?a=Prades&b=Toulouse");
  EXPECT_THAT(homonyms.body, AllOf(HasSubstr("lequel"), HasSubstr("a=commune%3A66149&amp;b="),
                                   HasSubstr("Il faut deux territoires")));
  EXPECT_THAT(get("/territoires/comparer?a=Prades+(66149)&b=Toulouse").body,
              HasSubstr("Côte à côte"));
  auto const unknown = get("/territoires/comparer?a=zzzzqqq&b=Toulouse");
  EXPECT_EQ(unknown.status, 200);
  EXPECT_THAT(unknown.body, HasSubstr("même mal écrit"));
  EXPECT_THAT(get("/territoires/comparer?a=commune:99999&b=Toulouse").body,
              HasSubstr("même mal écrit"));
  EXPECT_THAT(get("/territoires/comparer?a=Toulouse").body,
              AllOf(HasSubstr("Il faut deux territoires"), HasSubstr("Proches de Toulouse")));
  EXPECT_THAT(get("/territoires/comparer?a=Toulouse&b=31555").body,
              HasSubstr("Il faut deux territoires"));
  EXPECT_THAT(get("/territoires/comparer").body, Not(HasSubstr("Il faut deux territoires")));
}

TEST_P(TerritorySheet, TheApiGivesNeighboursPeersAndFigures) {
  auto const one = api("/api/v1/territories/commune:34172");
  EXPECT_TRUE(one.at("neighbours").at("approximate").get<bool>());
  std::vector<std::string> beside;
  for (auto const& item : one.at("neighbours").at("items"))
    beside.push_back(item.at("id"));
  EXPECT_THAT(beside, ::testing::Contains("commune:34057"));  // Castelnau-le-Lez
  EXPECT_EQ(one.at("peers").size(), 20U);
  EXPECT_EQ(one.at("peers").at(0).at("id"), "commune:31555");
  auto const& population = one.at("figures").at(0);
  EXPECT_EQ(population.at("measure"), "population");
  EXPECT_EQ(population.at("in_region").at("rank"), 2);
  EXPECT_EQ(population.at("in_department").at("rank"), 1);
  EXPECT_EQ(one.at("named_in").at("document"), 1);
}

TEST_P(TerritorySheet, NeighboursGoBothWays) {
  auto reading = database().read();
  for (auto const& key : {Key{Level::department, "34"}, Key{Level::epci, "243400017"},
                          Key{Level::commune, "34172"}}) {
    auto const found = neighbours(reading, key);
    ASSERT_FALSE(found.territories.empty()) << to_text(key);
    for (auto const& one : found.territories) {
      auto const back = neighbours(reading, one.key).territories;
      EXPECT_TRUE(std::ranges::any_of(back, [&](auto const& other) { return other.key == key; }))
          << to_text(one.key);
    }
  }
  std::vector<std::string> around;
  for (auto const& one : neighbours(reading, {Level::department, "34"}).territories)
    around.push_back(one.key.code);
  EXPECT_THAT(around, ::testing::IsSupersetOf({"11", "12", "30", "81"}));
}

PACTE_ON_BOTH_DATABASES(TerritorySheet);

}  // namespace
}  // namespace pacte::territory
