#include "rule/identifiers.hpp"
#include "rule_support.hpp"

namespace pacte::rule::testing {
namespace {

std::string refusal(std::string_view json, Reading how = {}) {
  auto const read = read_facts(*parse_json(json), words().vocabulary, today, how);
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

TEST(Identifiers, CodesOfCommunes) {
  for (auto const* code : {"31555", "01001", "2A004", "2B033", "75056", "95001", "97105", "98735"})
    EXPECT_TRUE(looks_like_commune(code)) << code;
  for (auto const* code : {"99999", "00000", "00123", "20004", "96001", "97000", "3155", "Toulouse",
                           "2C004", "2A04x", ""})
    EXPECT_FALSE(looks_like_commune(code)) << code;
}

TEST(Facts, RefusalsSayWhereAndHowToMend) {
  EXPECT_NE(refusal(R"({"efectif": 3})").find("Vouliez-vous dire « effectif »"), std::string::npos);
  EXPECT_NE(refusal(R"({"effectif": 9000})").find("de 0 salariés à 5\u202f000 salariés"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"effectif": "douze"})").find("Un nombre entier attendu, comme 12."),
            std::string::npos);
  EXPECT_NE(refusal(R"({"cout": "douze"})").find("comme 12 ou \"12,5\""), std::string::npos);
  EXPECT_NE(refusal(R"({"effectif": 1.5})").find("entier"), std::string::npos);
  EXPECT_NE(refusal(R"({"cout": 1.234})").find("Trop de décimales"), std::string::npos);
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

TEST(Facts, ANumberThatReadsInTwoWaysIsRefused) {
  for (auto const* typed : {"5.000", "1,000", "12.500", "-100,000"}) {
    EXPECT_TRUE(reads_in_two_ways(typed)) << typed;
    EXPECT_NE(refusal("{\"cout\": \"" + std::string{typed} + "\"}").find("écrivez 5 000"),
              std::string::npos)
        << typed;
  }
  for (auto const* typed : {"5000", "5 000", "5,00", "0,125", "1234,567", "1.5", "5.0000"})
    EXPECT_FALSE(reads_in_two_ways(typed)) << typed;
  EXPECT_NE(refusal(R"({"effectif": "1.000"})").find("deux façons"), std::string::npos);
  EXPECT_NE(refusal(R"({"depenses": [{"montant": "1.000"}]})").find("deux façons"),
            std::string::npos);
  EXPECT_EQ(refusal(R"({"cout": 5.000})"), "") << "a program's number is read in one way";
}

TEST(Facts, ANumberTooBigIsToldItsBounds) {
  auto const bounds = std::string{"Hors des bornes : de 0 salariés à 5 000 salariés"};
  for (auto const* given :
       {"\"123456789012345678901234567890\"", "123456789012345678901", "1e300"}) {
    EXPECT_NE(refusal(std::string{"{\"effectif\": "} + given + "}").find(bounds), std::string::npos)
        << given << refusal(std::string{"{\"effectif\": "} + given + "}");
  }
  EXPECT_NE(refusal(R"({"cout": "1,00000000000000000000001"})").find("décimales"),
            std::string::npos);
}

TEST(Facts, PeopleAreToldInTheirWords) {
  Reading const person{.writer = Writer::person};
  EXPECT_NE(refusal(R"({"naissance": "hier"})", person).find("comme 30/04/2001"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"naissance": "hier"})").find("comme \"2001-04-30\""), std::string::npos);
  EXPECT_NE(refusal(R"({"naissance": "1850-01-01"})", person).find("de 01/01/1900"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"naissance": "2026-06-16"})", person).find("15/06/2026"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"taille": "moyene"})", person)
                .find("Très petite, Moyenne, Intermédiaire. Vouliez-vous dire « Moyenne »"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"taille": "moyene"})").find("tpe, pme, eti."), std::string::npos);
  EXPECT_NE(refusal(R"({"cout": "douze"})", person).find("12 ou 12,5."), std::string::npos);
  EXPECT_EQ(refusal(R"({"oui_a": 1})", person).find("true"), std::string::npos);
}

TEST(Facts, APlaceThatDoesNotExistIsRefused) {
  struct OnlyToulouse final : Zonings {
    std::optional<bool> contains(std::string_view /*zoning*/,
                                 std::string_view /*place*/) const override {
      return std::nullopt;
    }
    std::optional<bool> exists(std::string_view place) const override {
      if (place == "75056") return std::nullopt;
      return place == "31555";
    }
  };
  OnlyToulouse const places;
  Reading const with{.places = &places};
  EXPECT_NE(refusal(R"({"siege": "99999"})", with).find("Aucune commune n’a ce code"),
            std::string::npos);
  EXPECT_EQ(refusal(R"({"siege": "31555"})", with), "");
  EXPECT_EQ(refusal(R"({"siege": "75056"})", with), "") << "nobody can tell";
  EXPECT_EQ(refusal(R"({"siege": "99999"})"), "") << "no territory is loaded";
}

TEST(Facts, GivenTwiceAreRefused) {
  EXPECT_NE(refusal(R"({"effectif": 1, "Effectif": 2})").find("donné deux fois"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"depenses": [{"montant": 1, "MONTANT": 2}]})").find("donné deux fois"),
            std::string::npos);
  auto const nested = read_vocabulary("vocabulaire v\nfait a.b : oui ou non question \"?\"\n");
  auto const read =
      read_facts(*parse_json(R"({"a.b": true, "a": {"b": false}})"), nested.vocabulary, today);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().fields.at(0).field, "a.b");
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

TEST(Question, NeverWhatThePlatformSupplies) {
  auto const with_call = read_vocabulary(
      "vocabulaire v\nfait a : oui ou non question \"A ?\"\n"
      "fait appel.cloture : date, fourni question \"Clôture ?\"\n"
      "fait appel.lots : number given question \"Lots ?\"\n");
  ASSERT_FALSE(has_error(with_call.faults)) << all_text(with_call.faults);
  auto const read = read_scheme(
      "dispositif d titre \"D\"\n"
      "condition ouvert \"O\" source \"s\" lignes 1 : appel.cloture >= 2026-06-15\n"
      "condition b \"B\" source \"s\" lignes 2 : a\n"
      "essai \"Ouvert\" fait a : oui fait appel.cloture : 2026-07-01 attend éligible\n",
      with_call.vocabulary);
  ASSERT_TRUE(read.good()) << all_text(read.faults);
  for (auto const& report : run_cases(read, with_call.vocabulary, nullptr, today))
    EXPECT_TRUE(report.faults.empty()) << all_text(report.faults);
  Program const* const only[] = {&read.program};
  Facts known{with_call.vocabulary, today};
  EXPECT_EQ(next_question(only, known, nullptr), with_call.vocabulary.find("a"));
  known.set(*with_call.vocabulary.find("a"), {1, 1});
  EXPECT_FALSE(next_question(only, known, nullptr));
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
