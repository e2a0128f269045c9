// The pages and the API over the sample rules: the conversation, its results, what a visitor may
// do.
#include "simulation/pages.hpp"

#include <regex>

#include "aid/call_store.hpp"
#include "aid/module.hpp"
#include "simulation/api.hpp"
#include "simulation_fixture.hpp"
#include "source/module.hpp"
#include "territory/module.hpp"
#include "territory/operations/import_territories.hpp"
#include "web/server.hpp"
#include "web/view.hpp"

namespace pacte::simulation {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SimulationPagesTest : public SimulationTest {
 protected:
  void SetUp() override {
    SimulationTest::SetUp();
    if (IsSkipped()) return;
    load_rules();
    for (auto const& module : {source::source_module(), territory::territory_module(),
                               aid::aid_module(), simulation_module()})
      web::load_views(module.name, module.views);
    auto const shared = std::shared_ptr<Context const>{&context(), [](Context const*) {}};
    web::Router router;
    add_simulator_pages(router, shared);
    add_result_pages(router, shared);
    add_account_pages(router, shared);
    add_api(router, shared);
    server_ = std::make_unique<web::Server>(
        web::ServerSettings{}, std::move(router),
        [this](web::Request const&) { return who ? as(*who) : web::Principal{}; });
  }

  void TearDown() override {
    server_.reset();
    SimulationTest::TearDown();
  }

  web::Response get(std::string const& target) {
    web::Request request;
    request.target = target;
    return send(std::move(request));
  }

  web::Response post(std::string const& target, std::string const& body,
                     std::string const& type = "application/x-www-form-urlencoded") {
    web::Request request;
    request.method = web::Method::post;
    request.target = target;
    request.headers["content-type"] = type;
    request.body = body;
    return send(std::move(request));
  }

  // One answer after those that are given already.
  web::Response send_answer(Json const& facts, std::string const& rest) {
    return post("/simulateur", "faits=" + web::percent_encode(facts.dump()) + "&" + rest);
  }

  // The page that it leads to.
  web::Response say(Json const& facts, std::string const& rest) {
    auto const response = send_answer(facts, rest);
    return response.status == 303 ? get(response.header("Location")) : response;
  }

  /// The Region publishes a version of the scheme with these contacts.
  void say_contacts(std::string const& scheme, aid::Notes const& contacts) {
    auto begun = aid::begin_scheme(database(), now, officer("ada"),
                                   {.scheme = scheme, .from = stored(scheme).shown, .label = {}});
    ASSERT_TRUE(begun) << begun.error().detail;
    auto content = complete(begun->content);
    content.contacts = contacts;
    content.run_by = "Agence";
    auto const saved = aid::save_scheme(database(), now, officer("ada"), {ref(*begun), content});
    ASSERT_TRUE(saved) << saved.error().detail;
    auto const proposed = aid::propose_scheme(database(), now, officer("ada"), ref(*saved));
    ASSERT_TRUE(proposed) << proposed.error().detail;
    ASSERT_TRUE(aid::publish_scheme(database(), now, officer("bob"), ref(*proposed)));
  }

  Json simulate_json(std::string const& body, int status, std::string const& prefix = "") {
    auto const response = post(prefix + "/api/v1/simulations", body, "application/json");
    EXPECT_EQ(response.status, status) << response.body;
    return parse_json(response.body).value_or(Json{});
  }

  std::optional<identity::PersonId> who;

 private:
  web::Response send(web::Request request) {
    request.headers["host"] = "localhost";
    request.headers["origin"] = "https://mairie.example";
    request.remote = "192.0.2.9";
    return server_->respond(std::move(request));
  }

  std::unique_ptr<web::Server> server_;
};

Json const firm{{"demandeur.statut", "entreprise"}};

TEST_P(SimulationPagesTest, whoAsksIsAskedFirst) {
  auto const page = get("/simulateur");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Qui demande l’aide"));
  EXPECT_THAT(page.body, HasSubstr("Fonds régional"));
  EXPECT_TRUE(page.header("Set-Cookie").empty());
  EXPECT_THAT(get("/en/simulateur").body, HasSubstr("Who is asking for aid?"));
}

TEST_P(SimulationPagesTest, anAnswerLeadsToTheNextQuestionWithoutToken) {
  auto const page = say(Json::object(), "question=demandeur.statut&go=suivant&r=entreprise");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Combien de salariés"));
  EXPECT_THAT(page.body, HasSubstr("Le demandeur est un particulier")) << "why the loan is refused";
  EXPECT_TRUE(page.header("Set-Cookie").empty());
  EXPECT_THAT(page.header("Cache-Control"), HasSubstr("no-store"));
}

TEST_P(SimulationPagesTest, anAnswerLeadsToAnAddressThatTheBrowserCanComeBackTo) {
  auto const sent = send_answer(firm, "question=entreprise.effectif&go=suivant&r=12");
  EXPECT_EQ(sent.status, 303);
  EXPECT_THAT(sent.header("Location"), StartsWith("/simulateur?r="));
  EXPECT_EQ(get(sent.header("Location")).status, 200);
  auto const framed = post("/en/simulateur/cadre", "question=demandeur.statut&r=entreprise");
  EXPECT_THAT(framed.header("Location"), StartsWith("/en/simulateur/cadre?r="));
  EXPECT_EQ(send_answer(firm, "go=recommencer&dispositif=a/loan").header("Location"),
            "/simulateur?dispositif=a%2Floan");
  EXPECT_EQ(send_answer(Json::object(), "changer=entreprise.effectif").header("Location"),
            "/simulateur?question=entreprise.effectif");
}

TEST_P(SimulationPagesTest, onlyTooLongAnAddressIsAnsweredAtOnce) {
  std::string rows;
  for (int row = 0; row < 20; ++row)
    rows += fmt::format("&r.{}.montant=9{}", row, std::string(400, '0'));
  auto const page = send_answer(firm, "question=projet.depenses&go=ligne" + rows);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("name=\"r.19.montant\""));
}

TEST_P(SimulationPagesTest, thePreviousQuestionIsTheLastAnsweredOrPassed) {
  auto const previous = [](web::Response const& page) {
    static std::regex const button{"name=\"changer\" value=\"([^\"]*)\">← Question précédente"};
    std::smatch found;
    return std::regex_search(page.body, found, button) ? found[1].str() : std::string{};
  };
  EXPECT_EQ(previous(get("/simulateur")), "");
  EXPECT_EQ(previous(say(firm, "question=entreprise.effectif&r=12")), "entreprise.effectif");
  auto const passed = say(firm, "question=entreprise.effectif&go=passer");
  EXPECT_EQ(previous(passed), "entreprise.effectif");
  auto const later = say(firm,
                         "passes=entreprise.siege&ordre=entreprise.siege,demandeur.statut"
                         "&question=entreprise.effectif&r=12");
  EXPECT_EQ(previous(later), "entreprise.effectif");
  auto const back = say(firm,
                        "passes=entreprise.siege&ordre=entreprise.siege,demandeur.statut"
                        "&changer=demandeur.statut");
  EXPECT_EQ(previous(back), "entreprise.siege");
  EXPECT_EQ(previous(say(firm, "changer=demandeur.statut")), "");
}

TEST_P(SimulationPagesTest, aPageOpensAtTheFieldToFill) {
  EXPECT_THAT(get("/simulateur").body, Not(HasSubstr("autofocus")));
  EXPECT_THAT(say(firm, "changer=demandeur.statut").body,
              HasSubstr("value=\"entreprise\" checked autofocus"));
  auto const wrong = say(firm, "question=entreprise.effectif&go=suivant&r=beaucoup");
  EXPECT_THAT(wrong.body, HasSubstr("aria-invalid=\"true\" aria-describedby=\"faute\" autofocus"));
  auto const row = say(firm, "question=projet.depenses&go=suivant&r.0.montant=5&r.1.montant=x");
  EXPECT_THAT(row.body, HasSubstr("aria-describedby=\"r-1-7-faute\" autofocus"));
}

TEST_P(SimulationPagesTest, aWrongAnswerComesBackWithItsFaultAndNothingIsLost) {
  auto const page = say(firm, "question=entreprise.effectif&go=suivant&r=beaucoup");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("beaucoup"));
  EXPECT_THAT(page.body, HasSubstr("&quot;demandeur.statut&quot;:&quot;entreprise&quot;"));
  EXPECT_EQ(say(firm, "question=entreprise.effectif&go=suivant").status, 422);
  auto const contradicted =
      say({{"demandeur.statut", "personne"}}, "question=entreprise.effectif&go=suivant&r=3");
  EXPECT_EQ(contradicted.status, 422);
  EXPECT_THAT(contradicted.body, HasSubstr("Un particulier n’a pas de salariés."));
}

TEST_P(SimulationPagesTest, answersAreChangedErasedAndPassed) {
  EXPECT_THAT(say(firm, "changer=demandeur.statut").body,
              HasSubstr("value=\"entreprise\" checked"));
  EXPECT_THAT(say(firm, "effacer=demandeur.statut").body, HasSubstr("name=\"faits\" value=\"{}\""));
  auto const passed = say(firm, "question=entreprise.effectif&go=passer");
  EXPECT_THAT(passed.body, HasSubstr("name=\"passes\" value=\"entreprise.effectif\""));
  EXPECT_THAT(passed.body, HasSubstr("question passée"));
  EXPECT_THAT(passed.body, HasSubstr("Quelles dépenses"));
  auto const twice =
      say(firm, "passes=entreprise.siege,entreprise.effectif&question=projet.depenses&go=passer");
  EXPECT_THAT(twice.body,
              HasSubstr("name=\"passes\" value=\"entreprise.siege,entreprise.effectif,projet."
                        "depenses\""));
  EXPECT_THAT(say(firm, "go=recommencer").body, HasSubstr("Qui demande l’aide"));
}

TEST_P(SimulationPagesTest, rowsAreAddedAndKept) {
  auto const page =
      say(firm, "question=projet.depenses&go=ligne&r.0.montant=5000&r.0.nature=travaux");
  EXPECT_THAT(page.body, HasSubstr("value=\"5000\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"r.1.montant\""));
}

TEST_P(SimulationPagesTest, aPlaceIsACodeOrAFault) {
  auto const found = say(firm, "question=entreprise.siege&go=suivant&r=75056");
  EXPECT_EQ(found.status, 200);
  EXPECT_THAT(found.body, HasSubstr("75056"));
  auto const lost = say(firm, "question=entreprise.siege&go=suivant&r=Nulle+part");
  EXPECT_EQ(lost.status, 422);
  EXPECT_THAT(lost.body, HasSubstr("Nulle part"));
}

TEST_P(SimulationPagesTest, aPlaceThatDoesNotExistIsRefusedByTheFormAndTheApi) {
  ASSERT_TRUE(territory::import_territories(
      database(), std::filesystem::path{PACTE_SOURCE_DIR} / "data/territory", "test", now));
  for (auto const* none : {"99999", "00000", "31999"}) {
    auto const page = say(firm, std::string{"question=entreprise.siege&go=suivant&r="} + none);
    EXPECT_EQ(page.status, 422) << none;
    auto const problem =
        simulate_json(std::string{R"({"facts": {"entreprise.siege": ")"} + none + "\"}}", 422);
    EXPECT_EQ(problem.at("errors")[0].at("field"), "/facts/entreprise.siege");
  }
  simulate_json(R"({"facts": {"entreprise.siege": "Toulouse"}})", 422);
  for (auto const* real : {"31555", "75056"}) {
    simulate_json(std::string{R"({"facts": {"entreprise.siege": ")"} + real + "\"}}", 200);
    EXPECT_EQ(say(firm, std::string{"question=entreprise.siege&go=suivant&r="} + real).status, 200);
  }
}

TEST_P(SimulationPagesTest, theApiRefusesAFactGivenTwice) {
  auto const problem = simulate_json(
      R"({"facts": {"entreprise.effectif": 3, "entreprise": {"effectif": 4}}})", 422, "/en");
  EXPECT_THAT(problem.dump(), HasSubstr("given twice"));
}

TEST_P(SimulationPagesTest, oneSchemeRestrictsTheQuestions) {
  auto const page = get("/simulateur?dispositif=a/loan");
  EXPECT_THAT(page.body, HasSubstr("Prêt régional"));
  EXPECT_THAT(page.body, Not(HasSubstr("Fonds régional")));
  EXPECT_THAT(get("/simulateur?dispositif=a/none").body, HasSubstr("Fonds régional"));
}

TEST_P(SimulationPagesTest, hiddenAnswersThatAreNoneAreSaid) {
  EXPECT_EQ(post("/simulateur", "faits=%5B1%5D").status, 422);
  auto const page = say({{"demandeur.statut", "entreprise"}, {"couleur", 3}}, "go=suivant");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, Not(HasSubstr("couleur&quot;:")));
}

TEST_P(SimulationPagesTest, theResultReadsItsLinkAndExplains) {
  auto const text = link({{"demandeur.statut", "entreprise"},
                          {"entreprise.effectif", "12"},
                          {"projet.depenses", {{{"montant", "8000"}}}}});
  auto const page = get("/simulateur/resultat?r=" + text);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("4\u202F000"));
  EXPECT_THAT(page.header("Cache-Control"), HasSubstr("no-store"));
  auto const why = get("/simulateur/resultat?r=" + text + "&dispositif=a/fund");
  EXPECT_EQ(why.status, 200);
  EXPECT_THAT(why.body, HasSubstr("Moins de 20 salariés"));
  EXPECT_THAT(why.body, HasSubstr("/documents/d/one?lignes=3-4"));
  EXPECT_THAT(why.body, HasSubstr("/cumul?dispositif=a%2Ffund&amp;asked-amount=4%E2%80%AF000"));
  EXPECT_EQ(get("/simulateur/resultat?r=" + text + "&dispositif=a/none").status, 404);
  EXPECT_THAT(get("/en/simulateur?r=" + text).body, HasSubstr("Regional fund"));
}

TEST_P(SimulationPagesTest, theExplanationSpeaksOfYearsSharesAndOtherDocuments) {
  auto rules = loan_rules;
  rules.insert(rules.find("condition particulier"),
               "paramètre age_limite \"Âge\" source \"d/one\" lignes 3\n"
               "  conflit 30 ans source \"d/one\" lignes 4 : 29 ans\n");
  rules.replace(rules.find("[18 ans, 29 ans]"), 16, "[18 ans, age_limite]");
  write("pret.regle", rules);
  load();
  auto const person = link({{"demandeur.statut", "personne"}});
  auto const loan = get("/simulateur/resultat?r=" + person + "&dispositif=a/loan").body;
  EXPECT_THAT(loan, HasSubstr("29 ans ici, 30 ans dans cet autre document"));
  EXPECT_THAT(get("/en/simulateur/resultat?r=" + person + "&dispositif=a/loan").body,
              HasSubstr("29 years here, 30 years in this other document"));
  auto const known = link({{"demandeur.statut", "entreprise"},
                           {"entreprise.effectif", "12"},
                           {"projet.depenses", {{{"montant", "8001"}}}}});
  auto const fund = get("/simulateur/resultat?r=" + known + "&dispositif=a/fund").body;
  EXPECT_THAT(fund, HasSubstr("<p class=\"sum\">50\u00A0%</p>")) << "not \"then 0.5\"";
  EXPECT_THAT(fund, Not(HasSubstr(">0,5<")));
}

TEST_P(SimulationPagesTest, whatWasPassedIsNamedAtTheEndAndMayStillBeAnswered) {
  auto const end =
      say(firm, "passes=entreprise.effectif&question=projet.depenses&go=passer&ordre=").body;
  EXPECT_THAT(end, HasSubstr("Vous avez passé 2 questions utiles."));
  EXPECT_THAT(end, Not(HasSubstr("Plus aucune question")));
  EXPECT_THAT(end, HasSubstr("name=\"changer\" value=\"projet.depenses\">Répondre"));
  EXPECT_THAT(end, HasSubstr("Il reste à savoir"));
  EXPECT_THAT(end, HasSubstr("question=entreprise.effectif"));
  auto const done = say({{"demandeur.statut", "entreprise"}, {"entreprise.effectif", "12"}},
                        "question=projet.depenses&r.0.montant=8000")
                        .body;
  EXPECT_THAT(done, HasSubstr("Plus aucune question"));
  EXPECT_THAT(done, Not(HasSubstr("Vous avez passé")));
}

TEST_P(SimulationPagesTest, theResultSaysWhatWasPassedWhatIsMissingAndWhy) {
  auto const text = make_link({.day = "2026-03-01",
                               .answers = {.facts = firm, .passed = {"entreprise.effectif"}}},
                              link_key(context()))
                        .value();
  auto const page = get("/simulateur/resultat?r=" + text).body;
  EXPECT_THAT(page, HasSubstr("<dd>question passée</dd>"));
  EXPECT_THAT(page, HasSubstr("question=entreprise.effectif\">Combien de salariés ?</a>"));
  EXPECT_THAT(page, HasSubstr("Le demandeur est une entreprise : <b>remplie</b>"));
  EXPECT_THAT(page, HasSubstr("l.\u00A03-4</span>")) << "the source, for paper";
  EXPECT_THAT(page, HasSubstr("Adresse de ce résultat : http"));
  auto const why = get("/simulateur/resultat?r=" + text + "&dispositif=a/fund").body;
  EXPECT_THAT(why, HasSubstr("question=entreprise.effectif\">Combien de salariés ?</a>"));
}

TEST_P(SimulationPagesTest, aRefusalReadsAsOne) {
  EXPECT_THAT(say(Json::object(), "question=demandeur.statut&r=entreprise").body,
              HasSubstr("<b>Condition non remplie :</b> Le demandeur est un particulier"));
}

TEST_P(SimulationPagesTest, whatASchemeTellsBesidesItsAmountIsInItsResult) {
  auto rules = fund_rules;
  rules.insert(rules.find("montant\n"),
               "sortie suite \"L’aide à demander\" source \"d/one\" lignes 3 : "
               "entreprise.effectif\n"
               "sortie volet_1 \"Premier volet\" source \"d/one\" lignes 3 : "
               "entreprise.effectif > 5 salariés\n"
               "sortie volet_2 \"Second volet\" source \"d/one\" lignes 3 : "
               "entreprise.effectif < 5 salariés\n");
  write("fonds.regle", rules);
  load();
  Json const told{
      {{"output", "suite"}, {"label", "L’aide à demander"}, {"value", "12\u00A0salariés"}},
      {{"output", "volet_1"}, {"label", "Premier volet"}, {"value", true}}};
  auto const twelve = R"({"facts": {"demandeur.statut": "entreprise", "entreprise.effectif": 12}})";
  EXPECT_EQ(simulate_json(twelve, 200).at("schemes")[0].at("outputs"), told);
  EXPECT_TRUE(simulate_json(R"({"facts": {}})", 200).at("schemes")[0].at("outputs").empty());
  auto const page = say(firm, "question=entreprise.effectif&r=12").body;
  EXPECT_THAT(page, HasSubstr("<span>L’aide à demander</span> <b>12\u00A0salariés</b>"));
  EXPECT_THAT(page, HasSubstr("<span>Premier volet</span></p>"));
  EXPECT_THAT(page, Not(HasSubstr("Second volet")));
}

TEST_P(SimulationPagesTest, anAmountOfNothingSaysWhichStepLeavesNothing) {
  auto const page = say({{"demandeur.statut", "entreprise"}, {"entreprise.effectif", "12"}},
                        "question=projet.depenses&r.0.montant=0")
                        .body;
  EXPECT_THAT(page, HasSubstr("Rien, à cause de : Dépenses"));
}

TEST_P(SimulationPagesTest, whatIsCoveredOfTheCatalogueIsSaid) {
  auto const start = get("/simulateur").body;
  EXPECT_THAT(start, HasSubstr("2 aides ont leurs règles écrites ici, sur 2 au catalogue."));
  EXPECT_THAT(start, HasSubstr("href=\"/dispositifs\">Voir le catalogue"));
  auto const firm_page = say(Json::object(), "question=demandeur.statut&r=entreprise").body;
  EXPECT_THAT(firm_page, HasSubstr("/dispositifs?beneficiary_kind=enterprise"));
  EXPECT_THAT(get("/simulateur?theme=emploi").body, HasSubstr("tous sont proposés"));
  EXPECT_THAT(start, Not(HasSubstr("tous sont proposés")));
}

TEST_P(SimulationPagesTest, aRowThatLacksWhatDecidesSaysWhich) {
  auto rules = fund_rules;
  rules.replace(rules.find("somme(projet.depenses.montant)"), 30,
                "somme(projet.depenses.montant si projet.depenses.nature = travaux)");
  rules.replace(rules.find("montant : 8 000 €"), 19, "montant : 8 000 €, nature : travaux");
  write("fonds.regle", rules);
  load();
  Json const small{{"demandeur.statut", "entreprise"}, {"entreprise.effectif", "12"}};
  auto const rows = "question=projet.depenses&r.0.montant=5000&r.0.nature=travaux&r.1.montant=7";
  auto const again = say(small, rows).body;
  EXPECT_THAT(again, HasSubstr("Il manque une réponse à une ligne"));
  EXPECT_THAT(again, HasSubstr("Manque à la ligne 2."));
  EXPECT_THAT(again, Not(HasSubstr("Manque à la ligne 1.")));
  EXPECT_THAT(again, HasSubstr("value=\"5000\""));
  auto given = small;
  given["projet.depenses"] = {{{"montant", "5000"}, {"nature", "travaux"}}, {{"montant", "7"}}};
  auto const passed = say(given, "question=projet.depenses&go=passer").body;
  EXPECT_THAT(passed, HasSubstr("Vous avez passé 1 question utile."));
  EXPECT_THAT(passed, HasSubstr("de 2\u202F500\u00A0€ à 2\u202F503")) << "the rows stay";
  EXPECT_THAT(passed, Not(HasSubstr("question passée")));
}

TEST_P(SimulationPagesTest, aForgedLinkSaysSo) {
  auto forged = link(firm);
  forged[20] = forged[20] == 'A' ? 'B' : 'A';
  auto const page = get("/simulateur/resultat?r=" + forged);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("modifié"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/simulateur\">Faire une nouvelle simulation"));
  EXPECT_EQ(get("/simulateur?r=" + forged).status, 422);
}

TEST_P(SimulationPagesTest, onlyTheFrameMayBeHeldByOtherSites) {
  auto const policy = [](web::Response const& response) {
    return response.header("Content-Security-Policy");
  };
  EXPECT_THAT(policy(get("/simulateur/cadre")), HasSubstr("frame-ancestors *"));
  EXPECT_THAT(policy(get("/simulateur")), HasSubstr("frame-ancestors 'none'"));
  auto const sent = post("/simulateur/cadre", "question=demandeur.statut&go=suivant&r=entreprise");
  auto const page = get(sent.header("Location"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(policy(page), HasSubstr("frame-ancestors *"));
  EXPECT_TRUE(page.header("Set-Cookie").empty());
  EXPECT_THAT(page.body, HasSubstr("target=\"_blank\""));
  EXPECT_THAT(get("/simulateur/integrer").body, HasSubstr("/simulateur/cadre"));
}

TEST_P(SimulationPagesTest, theAccountAsksForASession) {
  EXPECT_EQ(get("/compte/simulations").status, 303) << "to the sign-in page";
  who = ada;
  EXPECT_EQ(post("/simulateur/garder", "csrf=csrf&link=" + link(firm)).status, 403)
      << "from another site";
  EXPECT_TRUE(kept(ada).empty());
  ASSERT_TRUE(keep_simulation(context(), as(ada), {.link = link(firm)}));
  EXPECT_THAT(get("/compte/simulations").body, HasSubstr(kept(ada).at(0).id));
  who = bob;
  EXPECT_THAT(get("/compte/simulations").body, Not(HasSubstr(kept(ada).at(0).id)));
}

TEST_P(SimulationPagesTest, theApiGivesEachSchemeWithItsReasons) {
  auto const result = simulate_json(
      R"({"facts": {"demandeur": {"statut": "entreprise"}, "entreprise.effectif": 12}})", 200);
  ASSERT_EQ(result.at("schemes").size(), 2U);
  auto const& fund = result.at("schemes")[0];
  EXPECT_EQ(fund.at("id"), "a/fund");
  EXPECT_EQ(fund.at("status"), "eligible");
  EXPECT_EQ(fund.at("amount"), (Json{{"min", 0}, {"max", 1'000'000}}));
  EXPECT_EQ(fund.at("missing"), (Json{"projet.depenses"}));
  EXPECT_EQ(fund.at("reasons")[1].at("facts").at("entreprise.effectif"), "12\u00A0salariés");
  EXPECT_EQ(result.at("schemes")[1].at("status"), "ineligible");
  EXPECT_TRUE(result.at("schemes")[1].at("amount").is_null());
  EXPECT_EQ(result.at("next_question").at("fact"), "projet.depenses");
  auto const english = simulate_json(R"({"facts": {}, "schemes": ["a/loan"]})", 200, "/en");
  EXPECT_EQ(english.at("schemes")[0].at("title"), "Regional loan");
  EXPECT_EQ(english.at("schemes")[0].at("status"), "unknown");
}

TEST_P(SimulationPagesTest, anAmountThatNoRuleLimitsHasNoGreatest) {
  auto rules = fund_rules;
  rules.replace(rules.find("  plafond"), rules.find("essai") - rules.find("  plafond"), "");
  write("fonds.regle", rules);
  load();
  auto const fund = [&](std::string const& facts) {
    return simulate_json(R"({"facts": {)" + facts + "}}", 200).at("schemes")[0].at("amount");
  };
  EXPECT_EQ(fund(R"("entreprise.effectif": 12)"), (Json{{"min", 0}, {"max", nullptr}}));
  EXPECT_EQ(fund(R"("projet.depenses": [{"montant": 1000000}])"), 50'000'000);
  EXPECT_THAT(get("/simulateur").body, HasSubstr("montant à préciser"));
  auto const why = get("/simulateur/resultat?r=" + link(firm) + "&dispositif=a/fund");
  EXPECT_THAT(why.body, HasSubstr("montant à préciser"));
  EXPECT_THAT(why.body, HasSubstr("à préciser</b>"));
}

TEST_P(SimulationPagesTest, whoeverMayBeAidedIsToldWhomToAsk) {
  Json const facts{{"demandeur.statut", "entreprise"}, {"entreprise.effectif", 12}};
  auto const asked = [&] {
    return simulate_json(Json{{"facts", facts}}.dump(), 200).at("schemes");
  };
  EXPECT_FALSE(asked()[0].contains("contacts")) << "its source gives none";
  auto const page = [&] { return get("/simulateur/resultat?r=" + link(facts)).body; };
  EXPECT_THAT(page(), HasSubstr("ni contact ni opérateur"));
  say_contacts("a/fund", {{"Toute la région", "05 00 00 00 00"}, {"Ailleurs", "06 00 00 00 00"}});
  EXPECT_EQ(
      asked()[0].at("contacts"),
      (Json{{{"for", "region"}, {"place", "Toute la région"}, {"contact", "05 00 00 00 00"}}}));
  EXPECT_EQ(asked()[0].at("operator"), "Agence");
  EXPECT_FALSE(asked()[1].contains("contacts")) << "it is refused";
  EXPECT_THAT(page(), AllOf(HasSubstr("05 00 00 00 00"), Not(HasSubstr("06 00 00 00 00"))));
  EXPECT_THAT(get("/simulateur/resultat?r=" + link(facts) + "&dispositif=a/fund").body,
              HasSubstr("05 00 00 00 00"));
  say_contacts("a/fund", {{"Ailleurs", "06 00 00 00 00"}});
  EXPECT_EQ(asked()[0].at("contacts")[0].at("for"), "elsewhere");
  EXPECT_THAT(page(), HasSubstr("Selon le lieu"));
  say_contacts("a/fund", {});
  EXPECT_THAT(page(), HasSubstr("opérateur ; aucun contact"));
}

TEST_P(SimulationPagesTest, theApiGivesProofsBack) {
  auto const result = simulate_json(
      R"({"facts": {"demandeur.statut": "entreprise",
          "entreprise.effectif": {"value": 12, "proof": "Insee, 2026-01-01"}}})",
      200);
  auto const& reason = result.at("schemes")[0].at("reasons")[1];
  EXPECT_EQ(reason.at("proofs"), (Json{{"entreprise.effectif", "Insee, 2026-01-01"}}));
  EXPECT_TRUE(result.at("schemes")[0].at("reasons")[0].at("proofs").empty());
}

TEST_P(SimulationPagesTest, rulesThatAskForTheCallAreToldTheNearest) {
  write("faits.regle", sample_words +
                           "fait appel.cloture : date, fourni question \"Clôture ?\"\n"
                           "fait appel.depot : date, fourni question \"Dépôt ?\"\n");
  write("fonds.regle", fund_rules +
                           "  fait appel.depot : 2026-03-01\n"
                           "  fait appel.cloture : 2026-03-31\n"
                           "condition a_temps \"Avant la clôture\" source \"d/one\" lignes 3 : "
                           "appel.depot <= appel.cloture\n");
  load();
  auto const asked = [&] {
    return simulate_json(R"({"schemes": ["a/fund"], "facts": {"demandeur.statut": "entreprise",
        "entreprise.effectif": 12, "projet.depenses": [{"montant": 8000}]}})",
                         200);
  };
  auto const alone = asked();
  EXPECT_EQ(alone.at("schemes")[0].at("status"), "unknown");
  EXPECT_TRUE(alone.at("next_question").is_null()) << "nobody is asked about the call";
  {
    auto writing = database().write();
    aid::Call call{.scheme = "a/fund",
                   .label = "Appel de printemps",
                   .opens = parse_instant("2026-02-01T08:00:00.000Z"),
                   .closes = parse_instant("2026-03-31T10:00:00.000Z")};
    ASSERT_TRUE(aid::insert_call(writing, call));
    writing.commit();
  }
  auto const open = asked().at("schemes")[0];
  EXPECT_EQ(open.at("status"), "eligible");
  EXPECT_THAT(open.at("reasons")[2].at("facts").at("appel.cloture").get<std::string>(),
              HasSubstr("31"));
}

TEST_P(SimulationPagesTest, theApiTakesTheDay) {
  auto const status = [&](std::string const& day) {
    return simulate_json(R"({"facts": {"demandeur.statut": "personne",
        "demandeur.naissance": "1996-03-02"}, "schemes": ["a/loan"], "date": ")" +
                             day + "\"}",
                         200)
        .at("schemes")[0]
        .at("status");
  };
  EXPECT_EQ(status("2026-03-01"), "eligible");
  EXPECT_EQ(status("2026-03-02"), "ineligible");
}

TEST_P(SimulationPagesTest, theApiSaysWhatIsWrongAtItsPlace) {
  simulate_json("[", 400);
  simulate_json("{}", 422);
  auto const problem = simulate_json(
      R"({"facts": {"entreprise.efectif": 1, "entreprise.effectif": -1, "demandeur.statut": "x"},
          "schemes": ["a/none"]})",
      422);
  std::set<std::string> fields;
  for (auto const& error : problem.at("errors"))
    fields.insert(error.at("field"));
  EXPECT_EQ(fields, (std::set<std::string>{"/facts/demandeur.statut", "/facts/entreprise.efectif",
                                           "/facts/entreprise.effectif", "/schemes/0"}));
  EXPECT_THAT(problem.dump(), HasSubstr("entreprise.effectif"));
  auto const both = simulate_json(
      R"({"facts": {"demandeur.statut": "personne", "entreprise.effectif": 2}})", 422);
  EXPECT_EQ(both.at("errors").size(), 2U);
  EXPECT_EQ(simulate_json(R"({"facts": {}, "date": "hier", "more": 1})", 422).at("errors").size(),
            2U);
}

TEST_P(SimulationPagesTest, theFactsAreListed) {
  auto const list = parse_json(get("/api/v1/simulations/facts").body).value();
  ASSERT_EQ(list.at("items").size(), 7U);
  EXPECT_EQ(list.at("items")[0].at("choices").size(), 2U);
  EXPECT_EQ(list.at("items")[6].at("fields").size(), 2U);
}

PACTE_ON_BOTH_DATABASES(SimulationPagesTest);

}  // namespace
}  // namespace pacte::simulation
