// Officers write rules, are told their faults, and try them over a table.
#include "aid/rule_fixture.hpp"
#include "aid/site_fixture.hpp"
#include "territory/operations/import_territories.hpp"

namespace pacte::aid {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TrialPagesTest : public OnSite<RuleTest> {
 protected:
  void SetUp() override {
    OnSite<RuleTest>::SetUp();
    if (IsSkipped()) return;
    load();
    asking = officer("ada");
    asking.csrf_token = "token";
  }

  SchemeVersion begin() {
    auto const made = begin_scheme(database(), noon, officer("ada"),
                                   {.scheme = "a/fund", .from = stored("a/fund").shown});
    EXPECT_TRUE(made);
    return made.value_or(SchemeVersion{});
  }

  SchemeVersion with_rules(std::string const& text) {
    auto const begun = begin();
    auto content = complete(begun.content);
    content.rules = text;
    auto const saved = save_scheme(database(), noon, officer("ada"), {ref(begun), content});
    EXPECT_TRUE(saved);
    return saved.value_or(SchemeVersion{});
  }
};

std::string const edit = "/administration/dispositifs/a/fund?partie=regles";
std::string const trial = "/administration/dispositifs/essai/a/fund";

TEST_P(TrialPagesTest, thePublicReadsTheRulesInWords) {
  asking = {};
  auto const page = get("/dispositifs/a/fund").body;
  EXPECT_THAT(page, HasSubstr("Une petite entreprise"));
  EXPECT_THAT(page, HasSubstr("« Combien de salariés ? » : moins de 20"));
  EXPECT_THAT(page, Not(HasSubstr("moins de Salariés à ne pas atteindre")));
  EXPECT_LT(page.find("Voir si j’y ai droit"), page.find("<section"));
  EXPECT_THAT(page, HasSubstr("à fixer par la Région"));
  EXPECT_THAT(page, HasSubstr("/simulateur?dispositif=a%2Ffund"));
  EXPECT_THAT(get("/en/dispositifs/a/fund").body, HasSubstr("How many employees?"));
  auto const raw = get("/dispositifs/a/fund/regles");
  EXPECT_EQ(raw.header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(raw.body, fund_rules("20") + "\n");
  EXPECT_EQ(get("/dispositifs/a/loan/regles").status, 404);
}

TEST_P(TrialPagesTest, theApiGivesTheRules) {
  auto const json = api("/api/v1/schemes/a/fund");
  EXPECT_EQ(json["content"]["rules"], fund_rules("20"));
  EXPECT_EQ(json["rules"]["text"], fund_rules("20"));
  EXPECT_EQ(json["rules"]["facts"], Json::parse(R"(["entreprise.effectif","projet.depenses"])"));
  auto const& line = json["rules"]["lines"][2];
  EXPECT_EQ(line["rule"], "petite");
  EXPECT_EQ(line["kind"], "condition");
  EXPECT_EQ(line["label"]["fr"], "Une petite entreprise");
  EXPECT_EQ(line["sources"], Json::parse(R"([{"doc":"d/one","lines":"3"}])"));
  EXPECT_TRUE(json["rules"]["lines"][1]["to_be_set"]);
  EXPECT_TRUE(api("/api/v1/schemes/a/loan")["rules"].is_null());
}

TEST_P(TrialPagesTest, faultsAreToldBesideTheTextAndKeepItFromBeingProposed) {
  auto text = fund_rules("20");
  text.replace(text.find("entreprise.effectif < "), 22, "entreprise.efectif < ");
  auto const saved = with_rules(text);
  EXPECT_EQ(saved.content.rules, text) << "nothing is lost";
  auto const page = get(edit).body;
  EXPECT_THAT(page, HasSubstr("href=\"#L10\""));
  EXPECT_THAT(page, HasSubstr("id=\"L10\""));
  EXPECT_THAT(page, HasSubstr("entreprise.effectif"));
  EXPECT_THAT(get("/administration/dispositifs/apercu/a/fund").body, HasSubstr("ligne 10"));
  auto const refused = propose_scheme(database(), noon, officer("ada"), ref(saved));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ProblemKind::invalid);
  EXPECT_THAT(refused.error().fields.at(0).field, HasSubstr("rules/10:"));
}

TEST_P(TrialPagesTest, aFailingCaseIsTold) {
  auto text = fund_rules("15");
  text.replace(text.rfind("inéligible"), std::string{"inéligible"}.size(), "éligible");
  auto const saved = with_rules(text);
  EXPECT_THAT(get(edit).body, HasSubstr("1 sur 2 réussis"));
  EXPECT_FALSE(propose_scheme(database(), noon, officer("ada"), ref(saved)));
}

TEST_P(TrialPagesTest, rulesWithoutACaseAreNotProposed) {
  auto text = fund_rules("15");
  text.erase(text.find("essai"));
  auto const saved = with_rules(text);
  EXPECT_THAT(get(edit).body, HasSubstr("pas d’essai"));
  EXPECT_THAT(get(edit).body, HasSubstr("ne peuvent pas être publiées"));
  EXPECT_THAT(get("/administration/dispositifs/apercu/a/fund").body, HasSubstr("pas d’essai"));
  auto const refused = propose_scheme(database(), noon, officer("ada"), ref(saved));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().fields.at(0).message, HasSubstr("pas d’essai"));
}

TEST_P(TrialPagesTest, goodRulesAreProposedAndPublished) {
  auto const saved = with_rules(fund_rules("15"));
  EXPECT_THAT(get(edit).body, HasSubstr("2 sur 2 réussis"));
  auto const proposed = propose_scheme(database(), noon, officer("ada"), ref(saved));
  ASSERT_TRUE(proposed);
  ASSERT_TRUE(publish_scheme(database(), noon, officer("bob"), ref(*proposed)));
  EXPECT_EQ(book()->find("a/fund")->version, proposed->number);
  asking = {};
  EXPECT_THAT(get("/dispositifs/a/fund").body, HasSubstr("15 salariés"));
}

TEST_P(TrialPagesTest, saysWhatWouldChange) {
  with_rules(fund_rules("15"));
  EXPECT_THAT(get(trial).body, HasSubstr("Une petite entreprise : oui → non"));
  auto const page = post(trial,
                         "what=compare&by=department&csv=nom%2Centreprise.effectif%2Cprojet."
                         "depenses%0AA%2C17%2C1000%0AB%2C3%2C1000%0A");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("ligne 2 : A"));
  EXPECT_THAT(page.body, Not(HasSubstr("ligne 3 : B")));
}

TEST_P(TrialPagesTest, appliesRulesToATable) {
  auto const body = "by=department&what=shown&csv=entreprise.effectif%0A12%0A40%0A&download=";
  auto const page = post(trial, body);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Pourquoi les autres ne le sont pas"));
  EXPECT_THAT(page.body, HasSubstr("projet.depenses"));
  auto const file = post(trial, std::string{body} + "lignes");
  EXPECT_THAT(file.header("Content-Type"), HasSubstr("text/csv"));
  EXPECT_THAT(file.body, HasSubstr("40,ineligible,0.00,0.00,Une petite entreprise,"));
}

TEST_P(TrialPagesTest, aTableWhoseLinesAreAllWrongIsRefused) {
  auto const lines = "by=department&csv=entreprise.effectif%0Abeaucoup%0A-3%0A&what=";
  for (auto const* what : {"shown", "shown&download=lignes"}) {
    auto const page = post(trial, std::string{lines} + what);
    EXPECT_EQ(page.status, 422) << what;
    EXPECT_THAT(page.body, HasSubstr("ligne 2, colonne entreprise.effectif"));
  }
  with_rules(fund_rules("15"));
  EXPECT_EQ(post(trial, std::string{lines} + "compare").status, 422);
}

TEST_P(TrialPagesTest, theTableByTerritoryAddsUpToTheWhole) {
  ASSERT_TRUE(territory::import_territories(
      database(), std::filesystem::path{PACTE_SOURCE_DIR} / "data/territory", "test", noon));
  auto const page = post(trial,
                         "by=department&what=shown&csv=entreprise.effectif%2Centreprise.siege%2C"
                         "projet.depenses%0A12%2C31555%2C2000%0A%2C31555%2C2000%0A12%2C75056%2C"
                         "4000%0A12%2C%2C6000%0A");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Haute-Garonne</th><td class=\"num\">1</td><td "
                                   "class=\"num\">1</td>"));
  EXPECT_THAT(page.body, HasSubstr("Hors du référentiel, ou sans lieu</th><td "
                                   "class=\"num\">2</td><td class=\"num\">0</td>"));
  EXPECT_THAT(page.body, HasSubstr("par département"));
}

TEST_P(TrialPagesTest, refusesATableThatCannotBeReadAndRulesThatAreNotThere) {
  auto const bad = post(trial, "what=shown&by=department&csv=entreprise.efectif%0A3");
  EXPECT_EQ(bad.status, 422);
  EXPECT_THAT(bad.body, HasSubstr("entreprise.effectif"));
  EXPECT_EQ(post(trial, "what=draft&by=department&csv=entreprise.effectif%0A3").status, 422);
  EXPECT_EQ(post(trial, "what=shown&by=department&csv=").status, 422);
  EXPECT_EQ(get("/administration/dispositifs/essai/a/none").status, 404);
}

TEST_P(TrialPagesTest, theTemplateHasTheColumnsOfBothVersions) {
  EXPECT_THAT(get("/administration/dispositifs/modele/a/fund").body,
              HasSubstr("entreprise.effectif,projet.depenses"));
  EXPECT_EQ(get("/administration/dispositifs/modele/a/loan").status, 404);
}

PACTE_ON_BOTH_DATABASES(TrialPagesTest);

}  // namespace
}  // namespace pacte::aid
