#include "rule_support.hpp"

namespace pacte::rule::testing {
namespace {

constexpr char const* sourced = "\"C\" source \"s\" lignes 1 ";

// One condition for each expression; `attributes` may leave out their sources.
CheckedScheme together(std::vector<std::string> const& expressions,
                       std::string const& attributes = sourced) {
  std::string body;
  for (std::size_t i = 0; i < expressions.size(); ++i)
    body += "condition c" + std::to_string(i) + " " + attributes + ": " + expressions[i] + "\n";
  return scheme(body);
}

void contradict(std::vector<std::string> const& expressions,
                std::string_view why = "contredisent") {
  for (auto const* attributes : {sourced, "\"C\" ", ""}) {
    auto const read = together(expressions, attributes);
    EXPECT_FALSE(read.good()) << expressions.back();
    EXPECT_TRUE(std::ranges::any_of(read.faults,
                                    [&](Fault const& fault) {
                                      return fault.severity == Severity::error &&
                                             fault.message.find(why) != std::string::npos;
                                    }))
        << expressions.back() << "\n"
        << all_text(read.faults);
  }
}

TEST(Contradictions, AreToldWithOrWithoutASource) {
  contradict({"effectif > 30 salariés", "effectif < 18 salariés"});
  contradict({"age(naissance) >= 30 ans", "age(naissance) < 18 ans"});
  contradict({"effectif > 6 000 salariés"}, "Rien ne peut remplir");
  contradict({"effectif >= 0 salariés"}, "toujours remplie");
}

TEST(Contradictions, OfYesAndNo) {
  contradict({"oui_a", "non oui_a"});
  contradict({"oui_a = oui", "oui_a = non"});
  contradict({"oui_a et oui_b", "oui_c", "non (oui_b ou oui_c)"});
  EXPECT_TRUE(together({"oui_a", "non oui_b"}).good());
}

TEST(Contradictions, OfChoices) {
  contradict({"taille = tpe", "taille = pme"});
  contradict({"taille dans { tpe, pme }", "taille dans { pme, eti }", "taille dans { tpe, eti }"});
  contradict({"taille != tpe", "taille != pme", "taille != eti"});
  contradict({"eau dans themes", "non (eau dans themes)"});
  contradict({"themes dans { eau, energie }", "non (eau dans themes)", "non (energie dans themes)"},
             "Aucun demandeur");
  EXPECT_TRUE(together({"eau dans themes", "energie dans themes"}).good());
  EXPECT_TRUE(together({"themes dans { eau, energie }", "non (eau dans themes)"}).good());
  EXPECT_TRUE(together({"taille != tpe", "taille != pme"}).good());
}

TEST(Contradictions, OfDatesAndOfOrders) {
  contradict({"naissance < 2000-01-01", "naissance > 2001-06-30"});
  contradict({"cout < depense_prevue", "depense_prevue < cout"});
  contradict({"cout <= depense_prevue", "depense_prevue <= 1 000 €", "cout > 2 000 €"});
  EXPECT_TRUE(together({"cout <= depense_prevue", "depense_prevue <= cout"}).good());
  EXPECT_TRUE(together({"cout <= depense_prevue", "depense_prevue <= 1 000 €"}).good());
}

TEST(Contradictions, WithWhatTheVocabularyDeclaresIncoherent) {
  contradict({"taille = tpe", "effectif >= 300 salariés"},
             "« Une très petite entreprise n’a pas 250 salariés. »");
  EXPECT_TRUE(together({"taille = tpe", "effectif >= 200 salariés"}).good());
}

TEST(Contradictions, AParameterThatTheRegionMayTurnExcludesNothing) {
  auto const read = scheme(
      "paramètre visee à fixer : tpe\n"
      "condition c \"C\" source \"s\" lignes 1 : taille != visee\n");
  EXPECT_TRUE(read.good()) << all_text(read.faults);
}

}  // namespace
}  // namespace pacte::rule::testing
