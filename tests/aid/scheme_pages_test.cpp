// The public pages and the API of schemes.
#include "aid/operations/schedule_call.hpp"
#include "aid/scheme_fixture.hpp"
#include "aid/site_fixture.hpp"

namespace pacte::aid {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SchemePagesTest : public OnSite<SchemeTest> {
 protected:
  void SetUp() override {
    OnSite<SchemeTest>::SetUp();
    if (!IsSkipped()) describe();
  }

  void ask_as(std::string const& person) {
    asking = officer(person);
    asking.csrf_token = "token";
  }
};

TEST_P(SchemePagesTest, whatDocumentsDescribeIsSaidToBeSo) {
  auto const page = get("/dispositifs/a/fund").body;
  EXPECT_THAT(page, HasSubstr("Décrit par les documents, pas encore publié par la Région"));
  auto const silent = page.substr(page.find("Ce que la fiche ne précise pas"));
  EXPECT_THAT(silent, HasSubstr("Non précisé par la source : Objet, Opérateur"));
  EXPECT_THAT(
      silent,
      HasSubstr(
          "Projets éligibles, Territoires : voir <span lang=\"fr\">«\u00A0Siège en région\u00A0»"));
  EXPECT_THAT(page, Not(HasSubstr("/administration/")));
}

TEST_P(SchemePagesTest, aValueReadInASentenceIsShownWithItAndIsNotMissed) {
  auto const page = get("/dispositifs/a/fund").body;
  auto const figure = page.find("Plafond<span");
  ASSERT_NE(figure, std::string::npos);
  EXPECT_THAT(page.substr(figure, 200), HasSubstr("«\u00A0jusqu’à 3 M€\u00A0»"));
  EXPECT_THAT(page.substr(figure, 200), HasSubstr("<dd>" + pacte::to_text(Euros{300'000'000})));
  EXPECT_EQ(page.find("Plafond", figure + 1), std::string::npos);
  auto const one = api("/api/v1/schemes/a/fund");
  EXPECT_EQ(one["content"]["ceiling_cents"], 300'000'000);
  EXPECT_EQ(to_line(one["read_from"]),
            R"([{"field": "forms", "sentences": ["prêt"]}, )"
            R"({"field": "ceiling_cents", "sentences": ["jusqu’à 3 M€"]}])");
  EXPECT_THAT(to_line(one["not_stated"]), Not(HasSubstr("ceiling_cents")));
  EXPECT_THAT(to_line(one["not_stated"]), HasSubstr("floor_cents"));
  EXPECT_THAT(to_line(one["stated_in_words"]),
              HasSubstr(R"({"field": "territories", "said_in": "eligibility", )"
                        R"("sentence": "Siège en région"})"));
}

TEST_P(SchemePagesTest, whatIsPublishedIsReadByAll) {
  auto const done = published();
  auto const page = get("/dispositifs/" + done.scheme);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Publié par la Région, le 1er mars 2026"));
  EXPECT_THAT(page.body, HasSubstr("Le vélo mène à la gare."));
  EXPECT_THAT(page.body, HasSubstr("Non précisé : "));
  EXPECT_THAT(page.body, Not(HasSubstr("par la source")));  // the Region is the source
  EXPECT_THAT(get("/dispositifs").body, HasSubstr("/dispositifs/region/aide-au-velo"));
}

TEST_P(SchemePagesTest, aSchemeListsItsCalls) {
  EXPECT_THAT(get("/dispositifs/a/fund").body, Not(HasSubstr("id=\"appels\"")));
  ASSERT_TRUE(schedule_call(database(), noon, officer("ada"),
                            {.scheme = "a/fund",
                             .label = "Appel de printemps",
                             .opens = noon - std::chrono::days{1},
                             .closes = noon + std::chrono::days{30}}));
  auto const body = get("/dispositifs/a/fund").body;
  EXPECT_THAT(body, HasSubstr("id=\"appels\""));
  EXPECT_THAT(body, HasSubstr("href=\"/appels/a/fund/1\" lang=\"fr\">Appel de printemps"));
}

TEST_P(SchemePagesTest, aDraftIsForOfficersOnly) {
  auto const begun = draft();
  EXPECT_EQ(get("/dispositifs/" + begun.scheme).status, 404);
  EXPECT_EQ(get("/dispositifs/" + begun.scheme + "/versions").status, 404);
  EXPECT_EQ(get("/api/v1/schemes/" + begun.scheme).status, 404);
  EXPECT_NE(get("/administration/dispositifs/apercu/" + begun.scheme).status, 200);
  ask_as("ada");
  EXPECT_EQ(get("/dispositifs/" + begun.scheme + "/versions").status, 200);
  EXPECT_EQ(get("/administration/dispositifs/apercu/" + begun.scheme).status, 200);
}

TEST_P(SchemePagesTest, twoVersionsAreComparedFieldByField) {
  auto changed = instrument("a/fund", "Fonds régional");
  changed["eligibility"] = {"Siège en région", "Moins de 250 salariés"};
  replace(changed);
  describe();
  EXPECT_THAT(get("/dispositifs/a/fund/versions").body, HasSubstr("comparer?de=1"));
  auto const page = get("/dispositifs/a/fund/comparer?de=1&a=2").body;
  EXPECT_THAT(page, HasSubstr("<ins>Moins de 250 salariés</ins>"));
  EXPECT_THAT(page, Not(HasSubstr("<ins>Siège en région</ins>")));
  EXPECT_EQ(get("/dispositifs/a/fund/comparer?de=1&a=9").status, 404);
  auto const json = api("/api/v1/schemes/a/fund/versions?from=1&to=2");
  EXPECT_EQ(json["items"].size(), 2U);
  EXPECT_EQ(json["differences"][0]["field"], "eligibility");
  EXPECT_EQ(get("/api/v1/schemes/a/fund/versions?from=1&to=x").status, 400);
}

TEST_P(SchemePagesTest, theApiListsFiltersAndReads) {
  EXPECT_EQ(api("/api/v1/schemes")["items"].size(), 2U);
  EXPECT_EQ(api("/api/v1/schemes?form=loan&beneficiary_kind=enterprise")["items"].size(), 2U);
  EXPECT_EQ(api("/api/v1/schemes?form=grant")["items"].size(), 0U);
  EXPECT_EQ(api("/api/v1/schemes?most=1")["items"][0]["id"], "a/fund");
  EXPECT_EQ(api("/api/v1/schemes?after=a%2Ffund")["items"][0]["id"], "a/loan");
  for (auto const* query : {"most=0", "state=draft", "after=a/lost"})
    EXPECT_EQ(get(std::string{"/api/v1/schemes?"} + query).status, 400) << query;
  auto const one = api("/api/v1/schemes/a/fund");
  EXPECT_EQ(one["state"], "described");
  EXPECT_TRUE(one["content"]["floor_cents"].is_null());
  EXPECT_EQ(get("/api/v1/schemes/a/lost").status, 404);
}

TEST_P(SchemePagesTest, theCatalogueIsFilteredByWhatSchemesSay) {
  EXPECT_THAT(get("/dispositifs?form=loan").body, HasSubstr("2 dispositifs"));
  EXPECT_THAT(get("/dispositifs?form=grant").body, HasSubstr("Aucun résultat"));
  EXPECT_THAT(get("/dispositifs?plan=pacte-vert-2020%2Fplan&type=loan").body,
              HasSubstr("2 dispositifs"));
}

TEST_P(SchemePagesTest, theCatalogueCountsTheValuesOfItsCriteria) {
  auto const page = get("/dispositifs").body;
  EXPECT_THAT(page,
              HasSubstr("<a href=\"/dispositifs?form=loan\">Prêt <span class=\"n\">2</span>"));
  EXPECT_THAT(page, HasSubstr("beneficiary_kind=association\">Associations <span class=\"n\">2"));
  auto const narrowed = get("/dispositifs?form=loan&type=loan").body;
  EXPECT_THAT(narrowed, HasSubstr("<a href=\"/dispositifs?type=loan\" aria-current=\"true\">Prêt"));
  EXPECT_THAT(get("/dispositifs?form=gift").body,
              HasSubstr("« gift » n’est pas une valeur du critère « Forme de l’aide »."));
}

TEST_P(SchemePagesTest, theListTellsTheFormAndTheMostOfTheAid) {
  auto const page = get("/dispositifs").body;
  EXPECT_THAT(page, HasSubstr("<strong>Prêt</strong> <strong>au plus " +
                              pacte::to_text(Euros{300'000'000}) + "</strong>"));
  EXPECT_THAT(page, HasSubstr("href=\"/simulateur\""));
}

TEST_P(SchemePagesTest, nothingTypedIsLostOnAnError) {
  ask_as("ada");
  auto const begun = draft();
  auto const path = "/administration/dispositifs/" + begun.scheme;
  auto const page =
      post(path,
           "partie=montants&number=1&revision=1&regime=&amounts=Une%20phrase%0AUne%20%3Cautre%3E&"
           "rate_basis_points=beaucoup&regime_article=&floor_cents=&ceiling_cents=&"
           "envelope_cents=&bonuses=&forms-loan=on");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("Un taux en pour cent est attendu"));
  EXPECT_THAT(page.body, HasSubstr("value=\"beaucoup\""));
  EXPECT_THAT(page.body, HasSubstr(">\nUne phrase\nUne &lt;autre&gt;</textarea>"));
  EXPECT_THAT(page.body, HasSubstr("name=\"forms-loan\" value=\"on\" checked"));
  EXPECT_TRUE(version(begun.scheme, 1).content.amounts.empty());
}

TEST_P(SchemePagesTest, theJourneyFromDraftToPublicationByForms) {
  ask_as("ada");
  EXPECT_EQ(post("/administration/dispositifs", "label=Aide%20au%20train").status, 303);
  std::string const id = "region/aide-au-train";
  auto const stopped = post("/administration/dispositifs/proposer/" + id, "number=1&revision=1");
  EXPECT_EQ(stopped.status, 422);
  EXPECT_THAT(stopped.body, HasSubstr("Nommez au moins une ambition"));
  auto const saved = post("/administration/dispositifs/" + id,
                          "partie=pacte-vert&number=1&revision=1&"
                          "ambition-pacte-vert-2020-iii-served=on&"
                          "ambition-pacte-vert-2020-iii-text=Par%20le%20train%20et%20ses%20gares&"
                          "coherence=Il%20ne%20finance%20rien%20qui%20nuise%20aux%20autres");
  EXPECT_EQ(saved.status, 303) << saved.body;
  EXPECT_EQ(post("/administration/dispositifs/proposer/" + id, "number=1&revision=2").status, 303);
  EXPECT_THAT(get("/administration/dispositifs/apercu/" + id).body,
              HasSubstr("Une autre personne que celles"));
  EXPECT_EQ(post("/administration/dispositifs/publier/" + id, "number=1&revision=3").status, 403);
  ask_as("bob");
  EXPECT_EQ(post("/administration/dispositifs/publier/" + id, "number=1&revision=3").status, 303);
  asking = {};
  EXPECT_THAT(get("/dispositifs/" + id).body, HasSubstr("Par le train"));
  EXPECT_THAT(get("/en/dispositifs/" + id).body, HasSubstr("Published by the Region"));
}

PACTE_ON_BOTH_DATABASES(SchemePagesTest);

}  // namespace
}  // namespace pacte::aid
