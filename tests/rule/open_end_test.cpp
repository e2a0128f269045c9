// Ends that no rule sets, told from those that one does.
#include "rule/open_end.hpp"

#include <regex>

#include "random_rules.hpp"
#include "rule/report.hpp"

namespace pacte::rule::testing {
namespace {

OpenAmount amount(std::string const& steps, std::string_view given = "{}") {
  auto const made =
      scheme("condition c \"C\" source \"s\" lignes 1 : oui\nmontant\n" + steps + "\n");
  EXPECT_TRUE(made.good()) << all_text(made.faults);
  auto const known = facts(given);
  std::vector<Range> registers;
  run(made.program, known, nullptr, registers);
  return open_amount(made.program, without_form_bounds(made.program, known, nullptr, registers))
      .value();
}

std::string const half_of_cost =
    "assiette \"A\" source \"s\" lignes 1 : cout\n"
    "taux \"T\" source \"s\" lignes 1 : 50 %\n";

TEST(OpenEnd, ACeilingIsALimitWhatTheFormTakesIsNone) {
  EXPECT_EQ(amount(half_of_cost), (OpenAmount{0, std::nullopt}));
  EXPECT_EQ(amount(half_of_cost + "plafond \"P\" source \"s\" lignes 1 : 10 000 €"),
            (OpenAmount{0, 1'000'000}));
  // Half of the greatest cost that the form takes is below this ceiling.
  EXPECT_EQ(amount(half_of_cost + "plafond \"P\" source \"s\" lignes 1 : 600 000 €"),
            (OpenAmount{0, 60'000'000}));
  EXPECT_EQ(amount(half_of_cost + "plancher \"P\" source \"s\" lignes 1 : 500 €"),
            (OpenAmount{50'000, std::nullopt}));
}

TEST(OpenEnd, TheReportTellsIt) {
  auto const made = scheme("condition c \"C\" source \"s\" lignes 1 : oui\nmontant\n" +
                           half_of_cost + "plancher \"P\" source \"s\" lignes 1 : 500 €\n");
  auto const nothing = facts("{}");
  auto const open = evaluate(made.program, nothing, nullptr);
  EXPECT_EQ(to_json(open)["amount"], (Json{{"min", 50'000}, {"max", nullptr}}));
  EXPECT_TRUE(to_text(open).contains("Montant : au moins 500"));
  auto const known = facts(R"({"cout": 1000000})");
  EXPECT_EQ(to_json(evaluate(made.program, known, nullptr))["amount"], 50'000'000);
}

TEST(OpenEnd, WhatIsKnownIsNotOpen) {
  EXPECT_EQ(amount(half_of_cost, R"({"cout": 1000000})"), (OpenAmount{50'000'000, 50'000'000}));
}

TEST(OpenEnd, WhatIsTakenAwayOpensBelow) {
  EXPECT_EQ(amount("forfait \"F\" source \"s\" lignes 1 : 1 000 € - cout"),
            (OpenAmount{std::nullopt, 100'000}));
  EXPECT_EQ(amount("forfait \"F\" source \"s\" lignes 1 : max(0 €; 1 000 € - cout)"),
            (OpenAmount{0, 100'000}));
}

TEST(OpenEnd, AShareEndsAtTheWhole) {
  EXPECT_EQ(amount("forfait \"F\" source \"s\" lignes 1 : part * 1 000 €"),
            (OpenAmount{0, 100'000}));
  EXPECT_EQ(amount("forfait \"F\" source \"s\" lignes 1 : part * cout"),
            (OpenAmount{0, std::nullopt}));
  EXPECT_EQ(amount("forfait \"F\" source \"s\" lignes 1 : part * cout", R"({"part": 0})"),
            (OpenAmount{0, 0}));
}

TEST(OpenEnd, ListsAreOpenByTheirRowsAndByWhatARowDoesNotSay) {
  std::string const total =
      "forfait \"F\" source \"s\" lignes 1 : somme(depenses.montant si "
      "depenses.theme = eau)";
  EXPECT_EQ(amount(total), (OpenAmount{0, std::nullopt}));
  EXPECT_EQ(amount(total, R"({"depenses": [{"montant": 5, "theme": "eau"}, {"theme": "eau"}]})"),
            (OpenAmount{500, std::nullopt}));
  EXPECT_EQ(amount(total, R"({"depenses": [{"montant": 5}, {"montant": 7, "theme": "eau"}]})"),
            (OpenAmount{700, 1200}));
  EXPECT_EQ(amount("forfait \"F\" source \"s\" lignes 1 : nombre(depenses.theme = eau) * 10 €",
                   R"({"depenses": [{"montant": 5}]})"),
            (OpenAmount{0, 1000}));
}

TEST(OpenEnd, DatesWithoutLimitsGiveAgesWithout) {
  auto const steps =
      "forfait \"F\" source \"s\" lignes 1 : "
      "si age(naissance) > 30 ans alors 10 € sinon 20 €";
  EXPECT_EQ(amount(steps), (OpenAmount{1000, 2000}));
}

// The same words with forms that take more.
CheckedVocabulary const& wider_words() {
  static CheckedVocabulary const read = read_vocabulary([] {
    std::string text = small_words;
    for (auto const& [from, to] :
         {std::pair{"à 5 000 ", "à 70 000 "}, std::pair{"à 1 000 000 €", "à 9 000 000 €"},
          std::pair{"à 100 000 €", "à 800 000 €"}, std::pair{"à 60 question", "à 900 question"}})
      text = std::regex_replace(text, std::regex{from}, to);
    return text;
  }());
  return read;
}

// Nothing that a form could take instead leaves the ends that are told.
TEST(OpenEnd, PropertyNoFormLeavesThem) {
  ASSERT_FALSE(has_error(wider_words().faults)) << all_text(wider_words().faults);
  int open = 0;
  for (std::uint64_t seed = 5000; seed < 5400; ++seed) {
    RandomRules random{seed};
    auto const body = "dispositif d titre \"D\"\n" + random.body();
    auto const all = random.all_facts();
    Json given = Json::object();
    for (int i = random.pick(8); i > 0; --i)
      given[all[static_cast<std::size_t>(i)].first] = all[static_cast<std::size_t>(i)].second;
    auto const narrow = read_scheme(body, words().vocabulary);
    auto const wide = read_scheme(body, wider_words().vocabulary);
    auto const known = read_facts(given, words().vocabulary, today);
    auto const wider = read_facts(given, wider_words().vocabulary, today);
    ASSERT_TRUE(known && wider);
    if (!narrow.program.amount || !wide.program.amount) continue;
    std::vector<Range> bounded;
    run(narrow.program, *known, nullptr, bounded);
    auto const told = without_form_bounds(narrow.program, *known, nullptr, bounded);
    auto const end = told[narrow.program.amount->slot];
    std::vector<Range> reached;
    run(wide.program, *wider, nullptr, reached);
    auto const aid = bounded[narrow.program.amount->slot];
    ASSERT_LE(end.least, aid.least) << body;
    ASSERT_GE(end.most, aid.most) << body;
    if (aid.least == aid.most) continue;
    if (open_above(end)) ++open;
    auto const far = reached[wide.program.amount->slot];
    ASSERT_LE(end.least, far.least) << body << given;
    ASSERT_GE(end.most, far.most) << body << given;
  }
  EXPECT_GT(open, 50);
}

}  // namespace
}  // namespace pacte::rule::testing
