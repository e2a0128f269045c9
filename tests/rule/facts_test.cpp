#include "rule/identifiers.hpp"
#include "rule_support.hpp"

namespace pacte::rule::testing {
namespace {

std::string refusal(std::string_view json) {
  auto const read = read_facts(*parse_json(json), words().vocabulary, today);
  if (read) return {};
  std::string made = read.error().detail;
  for (auto const& field : read.error().fields)
    made += "|" + field.field + ": " + field.message;
  return made;
}

TEST(Identifiers, LuhnKeys) {
  EXPECT_TRUE(is_siren("732829320"));
  EXPECT_FALSE(is_siren("732829321"));
  EXPECT_TRUE(is_siret("73282932000074"));
  EXPECT_FALSE(is_siret("73282932000075"));
  // La Poste: the sum of the digits is a multiple of five.
  EXPECT_TRUE(is_siret("35600000049837"));
  EXPECT_FALSE(is_siret("35600000049838"));
  EXPECT_FALSE(is_siret("3560000004983"));
}

TEST(Facts, RefusalsSayWhereAndHowToMend) {
  EXPECT_NE(refusal(R"({"efectif": 3})").find("Vouliez-vous dire « effectif »"), std::string::npos);
  EXPECT_NE(refusal(R"({"effectif": 9000})").find("de 0 salariés à 5\u202f000 salariés"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"effectif": "douze"})").find("Un nombre attendu"), std::string::npos);
  EXPECT_NE(refusal(R"({"effectif": 1.5})").find("décimales"), std::string::npos);
  EXPECT_NE(refusal(R"({"naissance": "2026-06-16"})").find("dans le futur"), std::string::npos);
  EXPECT_NE(refusal(R"({"naissance": "16/06/2026"})").find("Une date attendue"), std::string::npos);
  EXPECT_NE(refusal(R"({"siret": "73282932000075"})").find("SIRET"), std::string::npos);
  EXPECT_NE(refusal(R"({"taille": "tpee"})").find("« tpe »"), std::string::npos);
  EXPECT_NE(refusal(R"({"oui_a": 1})").find("true ou false"), std::string::npos);
  EXPECT_NE(refusal(R"({"depenses": [{"montan": 3}]})").find("« montant »"), std::string::npos);
  EXPECT_NE(refusal(R"({"depenses.montant": 3})").find("dans sa liste"), std::string::npos);
  EXPECT_NE(refusal("[]").find("objet JSON"), std::string::npos);
  EXPECT_EQ(refusal(R"({"siret": "732 829 320 00074", "cout": "1 234,56", "oui_a": null})"), "");
}

TEST(Facts, SeveralAtOnce) {
  EXPECT_NE(refusal(R"({"x": 1, "effectif": -1})").find("|effectif"), std::string::npos);
}

TEST(Facts, IncoherentTogether) {
  auto const given = facts(R"({"taille": "tpe", "effectif": 300})");
  auto const checked = check_coherence(given, words().incoherences);
  ASSERT_FALSE(checked.has_value());
  EXPECT_EQ(checked.error().fields.at(0).message,
            "Une très petite entreprise n’a pas 250 salariés.");
  EXPECT_TRUE(check_coherence(facts(R"({"taille": "tpe"})"), words().incoherences).has_value());
}

TEST(Report, JsonOfAnEvaluation) {
  auto const read = scheme(
      "condition c \"Petite\" source \"doc\" lignes 3-4 : effectif < 20 salariés et oui_a\n"
      "montant forfait : 100 €\n");
  auto const given = facts(R"({"effectif": {"value": 12, "proof": "Insee"}})");
  auto const json = to_json(evaluate(read.program, given, nullptr));
  EXPECT_EQ(json["result"], "unknown");
  EXPECT_EQ(json["amount"], 10'000);
  EXPECT_EQ(json["missing"], Json::array({"oui_a"}));
  EXPECT_EQ(json["next_question"]["fact"], "oui_a");
  EXPECT_EQ(json["next_question"]["question"]["en"], "A?");
  auto const& line = json["explanation"][0];
  EXPECT_EQ(line["sources"][0]["lines"], "3-4");
  EXPECT_EQ(line["expression"]["parts"][0]["parts"][0]["proof"], "Insee");
  EXPECT_EQ(line["expression"]["parts"][0]["parts"][0]["value"], "12 salariés");
}

TEST(Explanation, OnlyWhatDecides) {
  auto const read = scheme(
      "condition a \"A\" source \"s\" lignes 1 : oui_a\ncondition b \"B\" source \"s\" lignes 2 : "
      "oui_b ou oui_c\n");
  auto const given = facts(R"({"oui_a": false, "oui_b": true})");
  std::vector<Range> registers;
  run(read.program, given, nullptr, registers);
  auto const made = explain(read.program, given, registers);
  ASSERT_EQ(made.relied_on.size(), 1U);
  EXPECT_EQ(words().vocabulary.facts[static_cast<std::size_t>(made.relied_on[0])].name, "oui_a");
  EXPECT_TRUE(made.missing.empty());
}

TEST(Question, TheOneThatSettlesTheMost) {
  auto const a = condition("oui_a et oui_b");
  auto const b = condition("oui_b et effectif > 3 salariés");
  Program const* const both[] = {&a.program, &b.program};
  auto const asked = next_question(both, facts("{}"), nullptr);
  ASSERT_TRUE(asked);
  EXPECT_EQ(words().vocabulary.facts[static_cast<std::size_t>(*asked)].name, "oui_b");
  EXPECT_FALSE(next_question(both, facts(R"({"oui_b": false})"), nullptr));
}

TEST(Question, NeverOneThatNoLongerMatters) {
  auto const read = condition("oui_a ou (oui_b et taille = tpe)");
  Program const* const only[] = {&read.program};
  auto const asked = next_question(only, facts(R"({"oui_b": false})"), nullptr);
  ASSERT_TRUE(asked);
  EXPECT_EQ(words().vocabulary.facts[static_cast<std::size_t>(*asked)].name, "oui_a");
}

}  // namespace
}  // namespace pacte::rule::testing
