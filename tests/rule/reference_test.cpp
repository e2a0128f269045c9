// A scheme that asks about the result or the aid of another one.
#include "random_rules.hpp"

namespace pacte::rule::testing {
namespace {

std::string named(std::string const& name, std::string const& body) {
  return "dispositif " + name + " titre \"" + name + "\"\n" + body;
}

std::vector<CheckedScheme> read(std::vector<std::string> sources) {
  return read_schemes(std::move(sources), words().vocabulary);
}

std::string const grant = named("prime", R"(
paramètre plafond_de_taille "P" source "s" lignes 1 : 20 salariés
condition petite "Petite" source "s" lignes 2 : effectif < plafond_de_taille
condition ouverte "Ouverte" source "s" lignes 3 : oui_a
montant
  assiette "A" : cout
  taux "T" : 30 %
)");

void refused_with(CheckedScheme const& scheme, Place place, std::string_view why) {
  EXPECT_FALSE(scheme.good());
  EXPECT_TRUE(std::ranges::any_of(scheme.faults,
                                  [&](Fault const& fault) {
                                    return fault.place == place &&
                                           fault.message.find(why) != std::string::npos;
                                  }))
      << why << "\n"
      << all_text(scheme.faults);
}

TEST(References, GiveTheResultAndTheAidOfTheOther) {
  auto const schemes = read({named("suite", R"(
condition apres "Après" source "s" lignes 1 : éligible(prime) et oui_b
montant forfait : montant(prime) + 100 €
)"),
                             grant});
  ASSERT_TRUE(schemes[0].good()) << all_text(schemes[0].faults);
  auto const of = [&](std::string_view json) { return outcome(schemes[0], facts(json)); };
  EXPECT_EQ(of(R"({"effectif": 3, "oui_a": true, "oui_b": true, "cout": 1000})").amount,
            (Amount{40'000, 40'000}));
  EXPECT_EQ(of(R"({"effectif": 20, "oui_b": true})").verdict, no);
  EXPECT_EQ(of(R"({"effectif": 3, "oui_b": true})").verdict, unknown);
  EXPECT_EQ(of(R"({"oui_b": false})").verdict, no);
}

TEST(References, WhoIsRefusedIsPaidNothing) {
  auto const schemes = read({grant, named("suite",
                                          "condition c \"C\" source \"s\" lignes 1 : oui_b\n"
                                          "montant forfait : montant(prime)\n")});
  auto const of = [&](std::string_view json) { return outcome(schemes[1], facts(json)).amount; };
  EXPECT_EQ(of(R"({"oui_b": true, "oui_a": false, "cout": 1000})"), (Amount{0, 0}));
  EXPECT_EQ(of(R"({"oui_b": true, "effectif": 1, "cout": 1000})"), (Amount{0, 30'000}));
  // To the cent, as the other one pays it.
  EXPECT_EQ(of(R"({"oui_b": true, "oui_a": true, "effectif": 1, "cout": "0.55"})"),
            (Amount{16, 16}));
}

TEST(References, EnglishSpellings) {
  auto const schemes =
      read({grant,
            "scheme next title \"N\"\ncondition c \"C\" source \"s\" lines 1 : eligible(prime)\n"
            "amount flat : amount(prime)\n"});
  ASSERT_TRUE(schemes[1].good()) << all_text(schemes[1].faults);
  EXPECT_EQ(outcome(schemes[1], facts(R"({"effectif": 1, "oui_a": true, "cout": 10})")).amount,
            (Amount{300, 300}));
}

TEST(References, TheOtherIsThereOnce) {
  auto const once = read({grant, named("a",
                                       "condition c \"C\" source \"s\" lignes 1 : "
                                       "éligible(prime)\n")});
  auto const thrice = read(
      {grant, named("a", "condition c \"C\" source \"s\" lignes 1 : éligible(prime) ou oui_b\n"),
       named("b",
             "condition c \"C\" source \"s\" lignes 1 : éligible(prime) et éligible(a)\n"
             "condition d \"D\" source \"s\" lignes 1 : éligible(prime) ou oui_c\n")});
  ASSERT_TRUE(thrice[2].good()) << all_text(thrice[2].faults);
  EXPECT_EQ(thrice[2].program.others.size(), 2U);
  EXPECT_LE(thrice[2].program.code.size(), once[1].program.code.size() + 10);
}

TEST(References, WithinAListTheOtherIsComputedBeforeTheItems) {
  auto const schemes = read(
      {grant, named("a",
                    "condition c \"C\" source \"s\" lignes 1 : "
                    "tous(depenses.montant < 100 € ou éligible(prime)) et éligible(prime)\n")});
  ASSERT_TRUE(schemes[1].good()) << all_text(schemes[1].faults);
  EXPECT_EQ(outcome(schemes[1], facts(R"({"effectif": 1, "oui_a": true, "depenses": []})")).verdict,
            yes);
  EXPECT_EQ(outcome(schemes[1], facts(R"({"effectif": 1, "oui_a": true,
                                          "depenses": [{"montant": 900}]})"))
                .verdict,
            yes);
}

TEST(References, TheExplanationHoldsTheOther) {
  auto const schemes =
      read({grant, named("a", "condition c \"C\" source \"s\" lignes 1 : éligible(prime)\n")});
  auto const given = facts(R"({"effectif": 50})");
  auto const made = evaluate(schemes[1].program, given, nullptr);
  auto const json = to_json(made);
  EXPECT_EQ(json["result"], "ineligible");
  ASSERT_EQ(json["explanation"].size(), 1U);
  ASSERT_EQ(json["others"].size(), 1U);
  auto const& other = json["others"][0];
  EXPECT_EQ(other["scheme"], "prime");
  EXPECT_EQ(other["result"], "ineligible");
  std::map<std::string, bool> decides;
  for (auto const& line : other["explanation"])
    decides[line["rule"].get<std::string>()] = line["decides"].get<bool>();
  EXPECT_TRUE(decides.at("petite"));
  EXPECT_FALSE(decides.at("ouverte"));
  EXPECT_NE(to_text(made).find("Petite"), std::string::npos);
}

TEST(References, WhatTheOtherNeedsIsAsked) {
  auto const schemes =
      read({grant, named("a", "condition c \"C\" source \"s\" lignes 1 : éligible(prime)\n")});
  auto const made = evaluate(schemes[1].program, facts(R"({"oui_a": true})"), nullptr);
  ASSERT_TRUE(made.next_question);
  EXPECT_EQ(words().vocabulary.facts[static_cast<std::size_t>(*made.next_question)].name,
            "effectif");
  // The aid of the other one does not matter here.
  EXPECT_EQ(made.missing.size(), 1U);
}

TEST(References, UnknownAndCircularOnesAreRefusedWithTheirPlace) {
  auto const condition = [](std::string const& expression) {
    return "condition c \"C\" source \"s\" lignes 1 :\n  " + expression + "\n";
  };
  auto const schemes = read(
      {grant, named("a", condition("éligible(b)")), named("b", condition("oui_a et éligible(c)")),
       named("c", condition("éligible(a)")), named("d", condition("éligible(d)")),
       named("e", condition("éligible(prme)")), named("f", condition("éligible(b)")),
       named("g", condition("montant(h) > 3 €")), named("h", condition("oui_a"))});
  EXPECT_TRUE(schemes[0].good());
  refused_with(schemes[1], {3, 3}, "a → b → c → a");
  refused_with(schemes[2], {3, 12}, "b → c → a → b");
  refused_with(schemes[3], {3, 3}, "c → a → b → c");
  refused_with(schemes[4], {3, 3}, "d → d");
  refused_with(schemes[5], {3, 3}, "« prme » n’existe pas");
  EXPECT_TRUE(tells(schemes[5].faults, "« prime »"));
  refused_with(schemes[6], {3, 3}, "« b » a des fautes");
  refused_with(schemes[7], {3, 3}, "« h » n’a pas de montant");
}

TEST(References, TwoSchemesOfOneName) {
  auto const schemes = read({grant, grant});
  EXPECT_TRUE(schemes[0].good());
  refused_with(schemes[1], {1, 1}, "Un autre dispositif s’appelle « prime »");
  std::vector<std::string> const files{"un.regle", "deux.regle"};
  auto const named = read_schemes({grant, grant}, words().vocabulary, files);
  EXPECT_TRUE(tells(named[1].faults, "« prime », dans un.regle"));
}

TEST(References, AChainIsBounded) {
  std::vector<std::string> sources{named("s0", "condition c \"C\" : oui_a\n")};
  for (int i = 1; i < 40; ++i)
    sources.push_back(named(fmt::format("s{}", i),
                            fmt::format("condition c \"C\" : éligible(s{}) ou oui_b\n", i - 1)));
  auto const schemes = read(std::move(sources));
  EXPECT_TRUE(schemes[10].good()) << all_text(schemes[10].faults);
  EXPECT_TRUE(tells(schemes[20].faults, "trop de dispositifs")) << all_text(schemes[20].faults);
}

// Knowing more never contradicts, and what an explanation rests on gives it again, through
// references too.
TEST(Property, ReferencesKeepWhatHoldsOfRules) {
  int referred = 0;
  for (std::uint64_t seed = 5000; seed < 5400; ++seed) {
    RandomRules random{seed};
    auto const other = random.body();
    auto const body = random.body() + "condition suite \"S\" source \"s\" lignes 1 : éligible(b) " +
                      (random.pick(2) == 0 ? "ou " : "et ") + random.truth(1) +
                      "\nsortie recu : montant(b)\n";
    auto const schemes = read({named("b", other), named("a", body)});
    if (!schemes[0].good() || !schemes[1].good()) continue;
    ++referred;
    auto const& program = schemes[1].program;
    auto const all = random.all_facts();
    Json given = Json::object();
    std::optional<Outcome> before;
    std::vector<Range> registers;
    for (std::size_t count = 0; count <= all.size(); ++count) {
      auto const known = facts(given.dump());
      run(program, known, nullptr, registers);
      auto const now = outcome_of(program, registers);
      if (before && before->verdict != unknown) {
        ASSERT_EQ(now.verdict, before->verdict) << body << other;
      }
      auto const made = explain(program, known, registers);
      run(program, restricted(known, made.relied_on), nullptr, registers);
      auto const again = outcome_of(program, registers);
      ASSERT_EQ(again.verdict, now.verdict) << body << other;
      if (now.verdict == yes) {
        ASSERT_EQ(again.amount, now.amount) << body << other;
      }
      before = now;
      if (count < all.size()) given[all[count].first] = all[count].second;
    }
    ASSERT_NE(before->verdict, unknown) << body << other;
  }
  EXPECT_GT(referred, 100);
}

}  // namespace
}  // namespace pacte::rule::testing
