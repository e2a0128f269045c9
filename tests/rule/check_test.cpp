#include "rule/check.hpp"

#include "rule_support.hpp"

namespace pacte::rule::testing {
namespace {

void refused(CheckedScheme const& read, std::string_view why) {
  EXPECT_FALSE(read.good()) << why;
  EXPECT_TRUE(tells(read.faults, why)) << why << "\n" << all_text(read.faults);
}

TEST(Parser, SaysWhereAndWhatWasExpected) {
  auto const read = scheme("condition c \"C\" : effectif <\nparamètre p : 3\n");
  EXPECT_TRUE(std::ranges::any_of(read.faults, [](Fault const& fault) {
    return fault.severity == Severity::error && fault.place == Place{3, 1};
  })) << all_text(read.faults);
  EXPECT_TRUE(tells(read.faults, "Une valeur attendue"));
  refused(scheme("condition : oui_a"), "Un nom attendu");
  refused(scheme("condition c \"C\" oui_a"), "« : » attendu");
  refused(scheme("paramètre p \"P\" source \"d\" : 1"), "« lignes » attendu");
  refused(scheme("bidule"), "Une déclaration");
  refused(scheme("montant arrondi : 1 € vers"), "inférieur");
  refused(condition("oui_a < oui_b < oui_c"), "Deux comparaisons");
  refused(scheme("essai \"e\" attend peut"), "inconnu");
}

TEST(Parser, AMisspeltWordHasASuggestion) {
  refused(scheme("codition c \"C\" : oui_a"), "Vouliez-vous dire « condition » ?");
}

TEST(Parser, AVocabularyIsNoScheme) {
  auto const read = read_scheme(small_words, words().vocabulary);
  EXPECT_FALSE(read.good());
  EXPECT_EQ(std::ranges::count(read.faults, Severity::error, &Fault::severity), 1)
      << all_text(read.faults);
}

TEST(Parser, InIsFollowedByASet) {
  for (auto const* right : {"\"E\"", "3", "2026-01-31", "oui", "(oui_b ou oui_c)"})
    refused(condition(std::string{"siege dans "} + right), "« dans » attend");
}

TEST(Parser, SeveralFaultsAreToldAtOnce) {
  auto const read = scheme("condition a : \ncondition b : )\ncondition c \"C\" : oui_a\n");
  EXPECT_GE(read.faults.size(), 2U);
}

TEST(Parser, DepthIsBounded) {
  refused(condition(std::string(500, '(') + "oui_a" + std::string(500, ')')), "trop profonde");
  std::string many;
  for (int i = 0; i < 500; ++i)
    many += "non ";
  refused(condition(many + "oui_a"), "trop profonde");
  refused(condition(std::string(2000, '-') + "1 = 1"), "trop profonde");
}

TEST(Parser, BothLanguages) {
  auto const french = scheme(
      "paramètre p source \"s\" lignes 1 : 3 salariés\ncondition c \"C\" source \"s\" lignes 2 : "
      "non (effectif > p)\n");
  auto const english = read_scheme(
      "scheme d title \"D\"\nparameter p source \"s\" lines 1 : 3 employees\n"
      "condition c \"C\" source \"s\" lines 2 : not (effectif > p)\n",
      words().vocabulary);
  ASSERT_TRUE(french.good() && english.good()) << all_text(english.faults);
  EXPECT_EQ(french.program.code.size(), english.program.code.size());
}

TEST(Names, NearestIsSuggested) {
  refused(condition("efectif > 3 salariés"), "Vouliez-vous dire « effectif »");
  refused(condition("taille = tpee"), "Vouliez-vous dire « tpe »");
  refused(condition("effectif > 3 salaries_"), "salaries");
  refused(condition("somm(depenses.montant) > 1 €"), "somme");
}

TEST(Types, UnitsMustAgree) {
  refused(condition("effectif < 20"), "Donnez aux deux la même unité (salariés)");
  refused(condition("effectif + cout > 3 €"), "On ne peut pas additionner");
  refused(condition("cout > 3 ans"), "On ne peut pas comparer");
  refused(condition("duree > 30 jours"), "On ne peut pas comparer");
  refused(condition("cout * cout > 3 €"), "On ne peut pas comparer");
  refused(condition("cout"), "oui ou non");
  refused(condition("oui_a et effectif"), "oui ou non attendu");
  refused(condition("cout / effectif > 3 €"), "On ne divise que par une constante");
  refused(condition("cout / 0 > 3 €"), "par zéro");
  refused(condition("naissance * 2 > 3"), "ne se multiplie pas");
  refused(condition("depenses.montant > 3 €"), "champ d’une liste");
  refused(condition("si oui_a alors 3 sinon 4 €"), "choisir");
  EXPECT_TRUE(condition("duree >= 1 an").good());
  EXPECT_TRUE(condition("cout > 0").good());
}

TEST(Types, NothingCanOverflow) {
  refused(condition("cout * 900 000 000 000 * 900 000 000 000 > 1 €"), "plus grands nombres");
}

TEST(Circles, AreShown) {
  refused(scheme("définition a : b\ndéfinition b : a\n"), "a → b → a");
  refused(scheme("montant plafond : 3 €"), "ni assiette ni forfait");
}

TEST(Steps, OutOfOrderAreRefused) {
  auto const start = std::string{"condition c \"C\" source \"s\" lignes 1 : oui_a\nmontant "};
  refused(scheme(start + "assiette : cout plafond : 3 € taux : 10 %"), "« taux » vient après");
  refused(scheme(start + "assiette : cout plafond : 3 € bonus si oui_b : 10 %"),
          "« bonus » vient après");
  refused(scheme(start + "assiette : cout bonus si oui_b : 10 %"), "n’a pas de taux");
  refused(scheme(start + "forfait : 3 € assiette : cout"), "« assiette » vient après");
  refused(scheme(start + "forfait : 3 salariés"), "« forfait » attend");
  auto const both = scheme(start + "forfait : 100 € bonus si oui_b : 50 €");
  EXPECT_EQ(outcome(both, facts(R"({"oui_a": true, "oui_b": true})")).amount,
            (Amount{15'000, 15'000}));
}

TEST(Checks, ContradictionsAndEmptyRules) {
  refused(condition("effectif >= 30 salariés et effectif < 18 salariés"), "se contredisent");
  refused(scheme("condition a \"A\" source \"s\" lignes 1 : effectif > 30 salariés\n"
                 "condition b \"B\" source \"s\" lignes 2 : effectif < 18 salariés\n"),
          "se contredisent");
  refused(condition("effectif >= 0 salariés"), "toujours remplie");
  refused(condition("effectif > 6 000 salariés"), "Rien ne peut remplir");
  refused(condition("taille = tpe et taille = pme"), "se contredisent");
  refused(condition("oui_a et (oui_b ou effectif >= 0 salariés)"), "toujours vrai");
  refused(condition("duree dans ]3 mois, 4 mois["), "se contredisent");
  EXPECT_TRUE(condition("effectif >= 18 salariés et effectif < 30 salariés").good());
}

TEST(Checks, WhatNobodyUsesIsTold) {
  auto const read = scheme("paramètre p source \"s\" lignes 1 : 3\ncondition c : oui_a\n");
  EXPECT_TRUE(tells(read.faults, "« p » ne sert à rien"));
  EXPECT_TRUE(tells(read.faults, "« c » ne cite pas de source"));
  EXPECT_TRUE(tells(read.faults, "n’a pas d’essai"));
}

TEST(Bands, OneRowForEachChoice) {
  auto const table = [](std::string const& rows) {
    return scheme("condition c \"C\" source \"s\" lignes 1 : oui_a\ntable t selon taille\n" + rows +
                  "\nmontant forfait : t\n");
  };
  refused(table("tpe : 100 € pme : 50 €"), "a un trou : eti");
  refused(table("tpe : 100 € pme : 50 € eti : 0 € pme : 20 €"), "« pme » est deux fois");
  refused(table("tpe : 100 € pmee : 50 € eti : 0 €"), "Vouliez-vous dire « pme »");
  refused(table("plus de 3 mois : 1 € tpe : 100 €"), "Cette table se lit par un choix");
  refused(scheme("condition c \"C\" source \"s\" lignes 1 : oui_a\ntable t selon duree\n"
                 "tpe : 1 € sinon : 2 €\nmontant forfait : t\n"),
          "pas par un choix");
  auto const whole = table("tpe : 100 € exactement pme : 50 € lacune eti : 0 € note \"rien\"");
  ASSERT_TRUE(whole.good()) << all_text(whole.faults);
  EXPECT_TRUE(tells(whole.faults, "Lacune de la source : rien"));
  EXPECT_EQ(outcome(whole, facts(R"({"oui_a": true, "taille": "pme"})")).amount,
            (Amount{5'000, 5'000}));
  EXPECT_EQ(outcome(whole, facts(R"({"oui_a": true, "taille": "eti"})")).amount, (Amount{0, 0}));
  EXPECT_EQ(outcome(whole, facts(R"({"oui_a": true})")).amount, (Amount{0, 10'000}));
  auto const rest = table("tpe : 100 € sinon : 20 €");
  ASSERT_TRUE(rest.good()) << all_text(rest.faults);
  EXPECT_EQ(outcome(rest, facts(R"({"oui_a": true, "taille": "eti"})")).amount,
            (Amount{2'000, 2'000}));
  EXPECT_TRUE(
      tells(table("tpe : 1 € pme : 2 € eti : 3 € otherwise : 4 €").faults, "ne sert jamais"));
}

TEST(Bands, HolesAndOverlaps) {
  auto const table = [](std::string const& bands) {
    return scheme("condition c \"C\" source \"s\" lignes 1 : oui_a\ntable t selon duree\n" + bands +
                  "\nmontant forfait : t\n");
  };
  refused(
      table("au plus 1 mois : 0 € plus de 1 mois et moins de 3 mois : 80 € plus de 3 mois : 250 €"),
      "a un trou : exactement 3 mois");
  refused(table("plus de 1 mois : 80 €"), "a un trou : de 0 mois à 1 mois");
  refused(table("au plus 3 mois : 80 € au moins 3 mois : 250 €"),
          "se chevauchent : de 3 mois à 3 mois");
  refused(table("au plus 3 mois : 80 € plus de 61 mois : 250 €"), "Aucune valeur");
  auto const known = table(
      "au plus 1 mois : 0 € plus de 1 mois et moins de 3 mois : 80 € "
      "lacune exactement 3 mois : 100 € note \"rien\" plus de 3 mois : 250 €");
  ASSERT_TRUE(known.good()) << all_text(known.faults);
  EXPECT_TRUE(tells(known.faults, "Lacune de la source : rien"));
  auto const amount = [&](int months) {
    return outcome(known, facts("{\"oui_a\": true, \"duree\": " + std::to_string(months) + "}"))
        .amount->least;
  };
  EXPECT_EQ(amount(1), 0);
  EXPECT_EQ(amount(2), 8000);
  EXPECT_EQ(amount(3), 10'000);
  EXPECT_EQ(amount(4), 25'000);
  EXPECT_TRUE(table("moins de 6 mois : 1 € sinon : 2 €").good());
}

TEST(Vocabulary, FaultsAreTold) {
  auto const faults = [](std::string const& body) {
    return read_vocabulary("vocabulaire v\n" + body).faults;
  };
  EXPECT_TRUE(tells(faults("fait a : nombre vache"), "L’unité « vache »"));
  EXPECT_TRUE(tells(faults("fait a : oui ou non\nfait a : date"), "deux fois"));
  EXPECT_TRUE(tells(faults("fait a : choix couleur"), "n’est pas déclarée"));
  EXPECT_TRUE(tells(faults("fait a : nombre, de 5 à 2"), "à l’envers"));
  EXPECT_TRUE(tells(faults("fait a : nombre, de 1 à 2 précision 3"), "précision"));
  EXPECT_TRUE(tells(faults("condition c : oui"), "n’a pas de règles"));
  EXPECT_FALSE(has_error(words().faults)) << all_text(words().faults);
}

// The Region may change a parameter: what it leads to is not said to be always so.
TEST(Checks, AParameterMayChange) {
  auto const open = [](std::string const& value, std::string const& expression) {
    return scheme("paramètre ouvert \"O\" source \"s\" lignes 1 : " + value +
                  "\ncondition c \"C\" source \"s\" lignes 1 : " + expression + "\n");
  };
  for (auto const* value : {"oui", "non"}) {
    for (auto const* expression : {"ouvert ou oui_a", "ouvert et oui_a", "non ouvert ou oui_a"}) {
      auto const read = open(value, expression);
      EXPECT_TRUE(read.good()) << expression << all_text(read.faults);
    }
  }
  EXPECT_EQ(outcome(open("oui", "ouvert ou oui_a"), facts("{}")).verdict, yes);
  EXPECT_EQ(outcome(open("non", "ouvert et oui_a"), facts("{}")).verdict, no);
  refused(open("oui", "ouvert ou effectif >= 0 salariés"), "toujours");
}

TEST(Checks, ComputedQuantitiesThatContradictThemselves) {
  refused(condition("age(naissance) >= 30 ans et age(naissance) < 18 ans"),
          "aucune valeur de « age(naissance) »");
  refused(
      scheme("condition a \"A\" source \"s\" lignes 1 : age(naissance) > 30 ans\n"
             "condition b \"B\" source \"s\" lignes 1 : age(naissance) dans [16 ans, 25 ans]\n"),
      "aucune valeur de « age(naissance) »");
  refused(condition("cout + 10 € < 15 € et cout + 10 € > 20 €"),
          "aucune valeur de « cout + 10 € »");
  EXPECT_TRUE(condition("age(naissance) >= 18 ans et age(naissance) < 30 ans").good());
  // Two sums over the items of a list, each with its own condition, are two things.
  EXPECT_TRUE(condition("somme(depenses.montant si depenses.theme = eau) < 10 € et "
                        "somme(depenses.montant si depenses.theme = climat) > 20 €")
                  .good());
}

TEST(Checks, AFloorAboveACeiling) {
  auto const steps = [](std::string const& text) {
    return scheme("condition c \"C\" source \"s\" lignes 1 : oui_a\nmontant\n assiette : cout\n " +
                  text);
  };
  refused(steps("plancher : 5 000 €\n plafond : 1 000 €\n"), "Le plancher est plus haut");
  refused(steps("plafond : 1 000 €\n plancher : 1 000,01 €\n"), "Le plancher est plus haut");
  refused(steps("plafond : 1 000 €\n seuil : 2 000 €\n"), "Le seuil est plus haut");
  EXPECT_TRUE(steps("seuil : 2 000 €\n plafond : 1 000 €\n").good());
  EXPECT_TRUE(steps("plancher : 1 000 €\n plafond : 1 000 €\n").good());
  EXPECT_TRUE(steps("plancher si oui_b : 5 000 €\n plafond : 1 000 €\n").good());
}

TEST(Checks, UnknownZoningsAreTold) {
  auto const read = condition("siege dans zonage(\"qpv-cartier\", oui_a)");
  std::vector<std::string> const known{"gso", "qpv-quartier"};
  Faults faults;
  check_zonings(read.program, known, faults);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].severity, Severity::warning);
  EXPECT_EQ(faults[0].place, (Place{2, 39}));
  EXPECT_TRUE(tells(faults, "« qpv-quartier »"));
  faults.clear();
  check_zonings(condition("siege dans zonage(\"gso\")").program, known, faults);
  EXPECT_TRUE(faults.empty());
}

}  // namespace
}  // namespace pacte::rule::testing
