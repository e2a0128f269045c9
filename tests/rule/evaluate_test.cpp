#include "rule_support.hpp"

namespace pacte::rule::testing {
namespace {

std::string const states[] = {R"(null)", "false", "true"};

std::string two(std::string const& a, std::string const& b) {
  return "{\"oui_a\": " + a + ", \"oui_b\": " + b + "}";
}

// Strong Kleene logic: unknown, no, yes.
TEST(Kleene, And) {
  Verdict const expected[3][3] = {{unknown, no, unknown}, {no, no, no}, {unknown, no, yes}};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b)
      EXPECT_EQ(verdict("oui_a et oui_b", two(states[a], states[b])), expected[a][b]) << a << b;
  }
}

TEST(Kleene, Or) {
  Verdict const expected[3][3] = {{unknown, unknown, yes}, {unknown, no, yes}, {yes, yes, yes}};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b)
      EXPECT_EQ(verdict("oui_a or oui_b", two(states[a], states[b])), expected[a][b]) << a << b;
  }
}

TEST(Kleene, NotAndIf) {
  EXPECT_EQ(verdict("non oui_a", "{}"), unknown);
  EXPECT_EQ(verdict("non oui_a", R"({"oui_a": false})"), yes);
  EXPECT_EQ(verdict("not oui_a", R"({"oui_a": true})"), no);
  // Both branches agree: the condition does not matter.
  EXPECT_EQ(verdict("si oui_a alors oui_b sinon oui_b", R"({"oui_b": true})"), yes);
  EXPECT_EQ(verdict("if oui_a then oui_b else oui_c", R"({"oui_b": true, "oui_c": false})"),
            unknown);
}

TEST(Evaluate, QuantitiesUnknownAreRanges) {
  auto const either = "si oui_a alors effectif >= 20 salariés sinon 2 * effectif >= 30 salariés";
  EXPECT_EQ(verdict(either, R"({"effectif": 25})"), yes);
  EXPECT_EQ(verdict(either, R"({"effectif": 18})"), unknown);
  EXPECT_EQ(verdict("effectif < 20 salariés", R"({"effectif": 19})"), yes);
  EXPECT_EQ(verdict("effectif < 20 employees", R"({"effectif": 20})"), no);
  EXPECT_EQ(verdict("effectif < 20 salariés", "{}"), unknown);
  EXPECT_EQ(
      verdict("min(cout; si oui_a alors 5 € sinon 9 €) <= 9 € - 10 % de cout", R"({"cout": 4})"),
      yes);
}

TEST(Evaluate, ExactShares) {
  // A third has no end in decimals.
  auto const third = "cout / 3 * 3 = cout";
  EXPECT_EQ(verdict(third, R"({"cout": 100})"), yes);
  EXPECT_EQ(verdict("10 % de cout = 1,25 €", R"({"cout": "12,5"})"), yes);
  EXPECT_EQ(verdict("part * cout >= 33,33 €", R"({"cout": 100, "part": "33,33"})"), yes);
  EXPECT_EQ(verdict("surface > 12,4", R"({"surface": 12.5})"), yes);
}

TEST(Evaluate, DatesAndAges) {
  auto const young = "age(naissance) dans [18 ans, 29 ans]";
  EXPECT_EQ(verdict(young, R"({"naissance": "2008-06-15"})"), yes);
  EXPECT_EQ(verdict(young, R"({"naissance": "2008-06-16"})"), no);
  EXPECT_EQ(verdict(young, R"({"naissance": "1996-06-16"})"), yes);
  EXPECT_EQ(verdict(young, R"({"naissance": "1996-06-15"})"), no);
  EXPECT_EQ(verdict("naissance + 18 ans <= aujourd'hui", R"({"naissance": "2008-06-15"})"), yes);
  EXPECT_EQ(
      verdict("jours_entre(naissance, 2026-06-15) = 2 jours", R"({"naissance": "2026-06-13"})"),
      yes);
  EXPECT_EQ(verdict("mois_entre(naissance, 2026-06-15) > 1 mois", R"({"naissance": "2026-05-15"})"),
            no);
  EXPECT_EQ(verdict("annee(naissance) = 2001", R"({"naissance": "2001-12-31"})"), yes);
}

TEST(Evaluate, ChoicesAndSets) {
  EXPECT_EQ(verdict("taille = tpe", R"({"taille": "tpe"})"), yes);
  EXPECT_EQ(verdict("taille != tpe", R"({"taille": "pme"})"), yes);
  EXPECT_EQ(verdict("taille dans { tpe, pme }", R"({"taille": "eti"})"), no);
  EXPECT_EQ(verdict("taille dans { tpe, pme }", "{}"), unknown);
  EXPECT_EQ(verdict("energie dans themes", R"({"themes": ["eau", "energie"]})"), yes);
  EXPECT_EQ(verdict("themes dans { climat }", R"({"themes": ["eau"]})"), no);
  EXPECT_EQ(verdict("nombre_de(themes) >= 2", R"({"themes": ["eau", "climat"]})"), yes);
  EXPECT_EQ(verdict("nom = \"Martin\"", R"({"nom": "Martin"})"), yes);
  EXPECT_EQ(verdict("nom dans { \"a\", \"b\" }", R"({"nom": "c"})"), no);
}

TEST(Evaluate, SumsOverItems) {
  auto const eligible = "somme(depenses.montant si depenses.theme = eau) >= 100 €";
  EXPECT_EQ(verdict(eligible, R"({"depenses": [{"montant": 60, "theme": "eau"},
    {"montant": 40, "theme": "eau"}, {"montant": 500, "theme": "climat"}]})"),
            yes);
  EXPECT_EQ(verdict(eligible, R"({"depenses": []})"), no);
  EXPECT_EQ(verdict(eligible, "{}"), unknown);
  // An item whose theme is not known may count or not.
  EXPECT_EQ(verdict(eligible, R"({"depenses": [{"montant": 150}]})"), unknown);
  EXPECT_EQ(verdict(eligible, R"({"depenses": [{"montant": 50}]})"), no);
  EXPECT_EQ(verdict("nombre(depenses si depenses.montant > 10 €) = 1",
                    R"({"depenses": [{"montant": 11}, {"montant": 10}]})"),
            yes);
  EXPECT_EQ(verdict("tous(depenses.montant > 10 € si depenses.theme = eau)",
                    R"({"depenses": [{"montant": 1, "theme": "climat"}]})"),
            yes);
  EXPECT_EQ(
      verdict("un(depenses.montant > 10 €)", R"({"depenses": [{"montant": 1}, {"montant": 11}]})"),
      yes);
}

class Priority : public Zonings {
 public:
  [[nodiscard]] std::optional<bool> contains(std::string_view zoning,
                                             std::string_view place) const override {
    if (zoning != "QPV" || place == "31001") return std::nullopt;
    return place == "31555";
  }
};

TEST(Evaluate, Zonings) {
  Priority const zonings;
  auto const inside = "siege dans zonage(\"QPV\")";
  EXPECT_EQ(verdict(inside, R"({"siege": "31555"})", &zonings), yes);
  EXPECT_EQ(verdict(inside, R"({"siege": "09122"})", &zonings), no);
  EXPECT_EQ(verdict(inside, R"({"siege": "31001"})", &zonings), unknown);
  EXPECT_EQ(verdict(inside, R"({"siege": "31555"})"), unknown);
  auto const asked = "siege dans zonage(\"QPV\", oui_a)";
  EXPECT_EQ(verdict(asked, R"({"oui_a": true})", &zonings), unknown);
  EXPECT_EQ(verdict(asked, R"({"siege": "31001", "oui_a": true})", &zonings), yes);
  EXPECT_EQ(verdict(asked, R"({"siege": "09122", "oui_a": true})", &zonings), no);
}

class Peopled : public Priority {
 public:
  [[nodiscard]] std::optional<std::int64_t> population(std::string_view place) const override {
    if (place == "31001") return std::nullopt;
    return place == "31555" ? 500'000 : 4'999;
  }
};

TEST(Evaluate, Population) {
  Peopled const places;
  auto const small = "population(siege) < 5 000 habitants";
  EXPECT_EQ(verdict(small, R"({"siege": "09122"})", &places), yes);
  EXPECT_EQ(verdict(small, R"({"siege": "31555"})", &places), no);
  EXPECT_EQ(verdict(small, R"({"siege": "31001"})", &places), unknown);
  EXPECT_EQ(verdict(small, "{}", &places), unknown);
  EXPECT_EQ(verdict(small, R"({"siege": "09122"})"), unknown);
  auto const asked = "population(siege, habitants) < 5 000 habitants";
  EXPECT_EQ(verdict(asked, R"({"siege": "31001", "habitants": 12})", &places), yes);
  EXPECT_EQ(verdict(asked, R"({"siege": "31001", "habitants": 9000})", &places), no);
  EXPECT_EQ(verdict(asked, R"({"siege": "31555", "habitants": 12})", &places), no);
  // What is asked counts once the place is known: the place might tell otherwise.
  EXPECT_EQ(verdict(asked, R"({"habitants": 12})", &places), unknown);
  EXPECT_FALSE(condition("population(oui_a) > 3 habitants").good());
  EXPECT_FALSE(condition("population(siege, effectif) > 3 habitants").good());
  EXPECT_FALSE(condition("population(siege) > 3").good());
}

TEST(Questions, WhatThePlaceTellsIsNotAsked) {
  Peopled const places;
  auto const read = condition(
      "siege dans zonage(\"QPV\", oui_a) ou population(siege, habitants) < 5 000 habitants");
  auto const asked = [&](std::string_view json) {
    std::vector<std::string> names;
    for (int const fact : evaluate(read.program, facts(json), &places).missing)
      names.push_back(words().vocabulary.facts[static_cast<std::size_t>(fact)].name);
    std::ranges::sort(names);
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(asked("{}"), Names{"siege"});
  EXPECT_EQ(asked(R"({"siege": "09122"})"), Names{});
  EXPECT_EQ(asked(R"({"siege": "31555"})"), Names{});
  EXPECT_EQ(asked(R"({"siege": "31001"})"), (Names{"habitants", "oui_a"}));
}

TEST(Amount, EveryStep) {
  auto const read = scheme(R"(
paramètre plafond_total "P" source "s" lignes 1 : 300 €
condition c "C" source "s" lignes 2 : oui_a
montant
  assiette "A" : cout
  taux "T" : 30 %
  bonus "B" si oui_b : 10 %
  modulation "M" : 50 %
  seuil "S" : 20 €
  plafond "P" : plafond_total
  cumul "C" : 250 € - 10 €
  arrondi "R" : 1 € inférieur
sortie moitie "Moitié" : aide / 2
)");
  auto const amount = [&](std::string_view json) { return outcome(read, facts(json)).amount; };
  EXPECT_EQ(amount(R"({"oui_a": true, "oui_b": true, "cout": 1003})"), (Amount{20'000, 20'000}));
  EXPECT_EQ(amount(R"({"oui_a": true, "oui_b": false, "cout": 1003})"), (Amount{15'000, 15'000}));
  EXPECT_EQ(amount(R"({"oui_a": true, "oui_b": false, "cout": 100})"), (Amount{0, 0}));
  EXPECT_EQ(amount(R"({"oui_a": true, "oui_b": true, "cout": 100000})"), (Amount{24'000, 24'000}));
  EXPECT_EQ(amount(R"({"oui_a": true, "cout": 1003})"), (Amount{15'000, 20'000}));
  EXPECT_EQ(amount(R"({"oui_a": false, "cout": 1003})"), std::nullopt);
}

TEST(Amount, RoundingsAndFlatSums) {
  auto const rounded = [](std::string const& how) {
    auto const read = scheme(
        "condition c \"C\" source \"s\" lignes 1 : oui_a\nmontant forfait : cout\n"
        "arrondi : 10 € " +
        how);
    return outcome(read, facts(R"({"oui_a": true, "cout": 15})")).amount->least;
  };
  EXPECT_EQ(rounded("inférieur"), 1000);
  EXPECT_EQ(rounded("supérieur"), 2000);
  EXPECT_EQ(rounded("proche"), 2000);
}

TEST(Amount, OutputsOfARefusedAidAreNotTold) {
  auto const read = scheme(R"(
condition c "C" source "s" lignes 1 : oui_a
sortie double "D" : cout * 2
essai "refusé" fait oui_a : non fait cout : 3 € attend inéligible donne double = 6 €
)");
  EXPECT_TRUE(
      to_json(evaluate(read.program, facts(R"({"oui_a": true, "cout": 3})"), nullptr))["outputs"]
          .contains("double"));
  auto const refused =
      to_json(evaluate(read.program, facts(R"({"oui_a": false, "cout": 3})"), nullptr));
  EXPECT_TRUE(refused["outputs"].empty());
  EXPECT_EQ(refused["explanation"].size(), 1U);
  auto const reports = run_cases(read, words().vocabulary, nullptr, today);
  EXPECT_TRUE(tells(reports.at(0).faults, "l’aide est refusée"));
}

TEST(Cases, FactsHoldTogether) {
  auto const read = scheme(R"(
condition c "C" source "s" lignes 1 : effectif < 20 salariés et age(naissance) > 3 ans et taille = tpe
essai "contradiction" fait taille : tpe fait effectif : 300 salariés attend inéligible
essai "pas encore né" le 2026-01-31 fait naissance : 2026-02-01 attend inéligible
essai "né ce jour" le 2026-01-31 fait naissance : 2026-01-31 attend inéligible
essai "deux fois" fait effectif : 30 salariés fait effectif : 3 salariés attend inéligible
essai "champ deux fois" fait depenses : liste { montant : 3 €, montant : 4 € } attend inconnu
)");
  ASSERT_TRUE(read.good()) << all_text(read.faults);
  auto const reports = run_cases(read, words().vocabulary, nullptr, today);
  ASSERT_EQ(reports.size(), 5U);
  EXPECT_TRUE(tells(reports[0].faults, "n’a pas 250 salariés"));
  EXPECT_TRUE(tells(reports[1].faults, "dans le futur"));
  EXPECT_TRUE(reports[2].faults.empty()) << all_text(reports[2].faults);
  EXPECT_TRUE(tells(reports[3].faults, "« effectif » est donné deux fois"));
  EXPECT_TRUE(tells(reports[4].faults, "« montant » est donné deux fois"));
}

TEST(Cases, ExpectationsAreHeldAgainstTheRule) {
  auto const read = scheme(R"(
condition c "C" source "s" lignes 1 : effectif < 20 salariés
montant forfait : 100 €
essai "bon" fait effectif : 3 salariés attend éligible aide 100 € raison c
essai "faux" fait effectif : 30 salariés attend éligible
essai "manque" attend inconnu manque effectif
)");
  auto const reports = run_cases(read, words().vocabulary, nullptr, today);
  ASSERT_EQ(reports.size(), 3U);
  EXPECT_TRUE(reports[0].faults.empty()) << all_text(reports[0].faults);
  EXPECT_TRUE(tells(reports[1].faults, "à cause de c"));
  EXPECT_TRUE(reports[2].faults.empty());
}

}  // namespace
}  // namespace pacte::rule::testing
