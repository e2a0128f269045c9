#include "rule/deduce.hpp"

#include "random_rules.hpp"
#include "rule/show.hpp"

namespace pacte::rule::testing {
namespace {

// A vocabulary whose facts hold one another, and rules over it.
constexpr char const* bound_words = R"(
vocabulaire mots
unité salarié "salariés" : salariés
choix taille : tpe, pme, eti, grande
choix theme : eau, energie
fait oui_a : oui ou non question "A ?"
fait oui_b : oui ou non question "B ?"
fait effectif : nombre salarié, de 0 à 9 000 question "Combien ?"
fait taille : choix taille question "Taille ?"
fait themes : plusieurs theme question "Thèmes ?"
incohérent "T" : taille = tpe et effectif >= 10 salariés
incohérent "P" : taille = pme et effectif >= 250 salariés
incohérent "E" : taille = eti et effectif >= 5 000 salariés
incohérent "A" : eau dans themes et non oui_a
incohérent "B" : oui_a et taille = grande et oui_b
)";

CheckedVocabulary const& bound() {
  static CheckedVocabulary const read = read_vocabulary(bound_words);
  return read;
}

Facts told(std::string_view json) {
  auto const made = read_facts(*parse_json(json), bound().vocabulary, today);
  EXPECT_TRUE(made);
  return *made;
}

Facts known(std::string_view json) {
  return deduced(told(json), bound().incoherences);
}

std::string shown(Facts const& facts, std::string_view name) {
  auto const index = *facts.vocabulary().find(name);
  auto const& fact = facts.vocabulary().facts[static_cast<std::size_t>(index)];
  return show(fact.type, fact.scale, facts.at(static_cast<std::size_t>(index)), facts);
}

TEST(Deduced, AnswersThatWouldContradictAreLeftOut) {
  ASSERT_FALSE(has_error(bound().faults)) << all_text(bound().faults);
  EXPECT_EQ(shown(known(R"({"effectif": 6000})"), "taille"), "grande");
  EXPECT_EQ(shown(known(R"({"effectif": 300})"), "taille"), "eti ou grande");
  EXPECT_EQ(shown(known(R"({"effectif": 3})"), "taille"), shown(known("{}"), "taille"));
  EXPECT_EQ(shown(known(R"({"themes": ["eau"]})"), "oui_a"), "oui");
  EXPECT_EQ(shown(known(R"({"oui_a": false, "effectif": 9000})"), "oui_b"), "inconnu");
}

TEST(Deduced, OneLeadsToAnother) {
  auto const facts = known(R"({"themes": ["eau"], "effectif": 6000})");
  EXPECT_EQ(shown(facts, "oui_b"), "non");
  std::set<int> const expected{*facts.vocabulary().find("effectif"),
                               *facts.vocabulary().find("themes")};
  EXPECT_EQ(facts.grounds(*facts.vocabulary().find("oui_b")), expected);
}

TEST(Deduced, WhatIsKnownIsLeftAlone) {
  auto const facts = known(R"({"taille": "pme", "effectif": 20})");
  EXPECT_EQ(shown(facts, "taille"), "pme");
  EXPECT_TRUE(facts.grounds(*facts.vocabulary().find("taille")).empty());
}

TEST(Deduced, ItIsNotAskedAndItsGroundsAreTold) {
  auto const scheme = read_scheme(
      "dispositif d titre \"D\"\ncondition c \"C\" source \"s\" lignes 1 : taille = grande\n",
      bound().vocabulary);
  auto const facts = known(R"({"effectif": 6000})");
  auto const made = evaluate(scheme.program, facts, nullptr);
  EXPECT_EQ(made.explanation.outcome.verdict, yes);
  EXPECT_TRUE(made.missing.empty());
  EXPECT_EQ(made.explanation.relied_on, std::vector<int>{*facts.vocabulary().find("effectif")});
  EXPECT_NE(to_json(made).dump().find(R"("deduced_from":["effectif"])"), std::string::npos);
}

// Over every coherent way to know more, what was certain stays, and is what is not deduced gives in
// the end.
TEST(Deduced, KnowingMoreNeverContradicts) {
  std::array const rules{"taille = grande ou oui_b", "oui_a et non oui_b",
                         "taille dans { eti, grande } et oui_a",
                         "si oui_a alors taille != pme sinon oui_b"};
  int coherent = 0;
  for (auto const* rule : rules) {
    auto const scheme = read_scheme(
        fmt::format("dispositif d titre \"D\"\ncondition c \"C\" source \"s\" lignes 1 : {}\n",
                    rule),
        bound().vocabulary);
    ASSERT_TRUE(scheme.good()) << all_text(scheme.faults);
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      std::mt19937_64 random{seed};
      auto const pick = [&](auto... values) {
        std::array const all{Json(values)...};
        return all[random() % all.size()];
      };
      std::vector<std::pair<std::string, Json>> all{
          {"effectif", pick(3, 12, 300, 6000)},
          {"taille", pick("tpe", "pme", "eti", "grande")},
          {"themes", pick(Json::array({"eau"}), Json::array({"energie"}))},
          {"oui_a", pick(true, false)},
          {"oui_b", pick(true, false)}};
      std::ranges::shuffle(all, random);
      Json given = Json::object();
      for (auto const& [name, value] : all)
        given[name] = value;
      if (!contradicted(told(given.dump()), bound().incoherences).empty()) continue;
      ++coherent;
      std::vector<Range> registers;
      run(scheme.program, told(given.dump()), nullptr, registers);
      auto const last = outcome_of(scheme.program, registers);
      given = Json::object();
      for (auto const& [name, value] : all) {
        run(scheme.program, known(given.dump()), nullptr, registers);
        auto const now = outcome_of(scheme.program, registers);
        if (now.verdict != unknown) {
          ASSERT_EQ(now.verdict, last.verdict) << rule << given.dump();
        }
        given[name] = value;
      }
    }
  }
  EXPECT_GT(coherent, 100);
}

}  // namespace
}  // namespace pacte::rule::testing
