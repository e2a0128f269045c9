// Tables of applicants, a scheme over them, and what other rules would have decided.
#include "aid/rule_run.hpp"

#include "aid/rule_fixture.hpp"
#include "rule/calendar.hpp"

namespace pacte::aid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

std::int64_t const today = *rule::parse_day("2026-03-01");

rule::CheckedVocabulary const& vocabulary() {
  static auto const read = rule::read_vocabulary(
      words +
      "\nchoix statut : entreprise \"Entreprise\" anglais \"Business\", association "
      "\"Association\" anglais \"Association\"\n"
      "fait demandeur.statut : choix statut question \"Qui ?\" anglais \"Who?\"\n"
      "fait demandeur.naissance : date, de 1900-01-01 à 2099-12-31, jusqu'à aujourd'hui question "
      "\"Quand ?\" anglais \"When?\"\n"
      "fait demandeur.siret : siret question \"Quel SIRET ?\" anglais \"Which SIRET?\"\n"
      "fait demandeur.associee : oui ou non question \"Associée ?\" anglais \"Partner?\"\n");
  return read;
}

rule::CheckedScheme scheme_of(std::string const& limit) {
  auto read = rule::read_scheme(fund_rules(limit), vocabulary().vocabulary);
  EXPECT_TRUE(read.good());
  return read;
}

FileRun over(std::string const& csv) {
  static auto const fund = scheme_of("20");
  auto made = run_over(csv, fund.program, vocabulary(), nullptr, today, true);
  EXPECT_TRUE(made) << (made ? "" : to_text(made.error().front()));
  return made ? *std::move(made) : FileRun{};
}

std::vector<CaseFault> refused(std::string const& csv) {
  auto const made = read_cases(csv, vocabulary(), nullptr, today, [](CaseLine const&) {});
  EXPECT_FALSE(made);
  return made ? std::vector<CaseFault>{} : made.error();
}

// The one fault of a table with one line.
std::string fault_of(std::string const& column, std::string const& cell) {
  auto const made =
      read_cases(column + "\n" + cell + "\n", vocabulary(), nullptr, today, [](CaseLine const&) {});
  if (!made || made->faults.size() != 1) return "not one fault";
  EXPECT_EQ(made->bad, 1U);
  EXPECT_EQ(made->faults.front().line, 2U);
  EXPECT_EQ(made->faults.front().column, column);
  return made->faults.front().message;
}

TEST(RuleRun, countsWhoIsReachedAndWhyOthersAreNot) {
  auto const made = over(
      "nom;entreprise.effectif;entreprise.siege;projet.depenses\n"
      "A;12;34172;8 000,50 €\n"
      "B;20;34172;8000\n"
      "C;;34172;\n"
      "D;3;31555;\n");
  auto const& report = made.report;
  EXPECT_EQ(made.table.good, 4U);
  EXPECT_EQ(report.eligible, 2U);
  EXPECT_EQ(report.ineligible, 1U);
  EXPECT_EQ(report.unknown, 1U);
  EXPECT_EQ(report.cost, (rule::Amount{400'025, 400'025 + 1'000'000 + 1'000'000}));
  ASSERT_EQ(report.refusals.size(), 1U);
  EXPECT_EQ(report.refusals.front().second, 1U);
  auto const effectif = *vocabulary().vocabulary.find("entreprise.effectif");
  auto const spending = *vocabulary().vocabulary.find("projet.depenses");
  EXPECT_THAT(report.missing, ElementsAre(Pair(spending, 2U), Pair(effectif, 1U)));
  EXPECT_EQ(report.places.at("34172").eligible, 1U);
  EXPECT_EQ(report.places.at("34172").unknown, 1U);
  EXPECT_EQ(report.places.at("31555").cost, (rule::Amount{0, 1'000'000}));
  EXPECT_THAT(made.lines, HasSubstr("nom,entreprise.effectif"));
  EXPECT_THAT(made.lines, HasSubstr("eligible,4000.25,4000.25"));
  EXPECT_THAT(made.lines, HasSubstr("ineligible,0.00,0.00,Une petite entreprise"));
}

// As many as a call receives: what each would get is worked out here by hand.
TEST(RuleRun, aThousandEnterprisesAddUp) {
  constexpr std::array towns{"34172", "31555", "12089", "30189"};
  std::string csv = "entreprise.effectif;entreprise.siege;projet.depenses\n";
  std::size_t eligible = 0;
  std::int64_t cost = 0;
  std::map<std::string, std::int64_t> by_town;
  for (std::int64_t i = 0; i < 1000; ++i) {
    auto const staff = i * 7 % 40;
    auto const spent = 1000 + i * 31 % 30'000;  // euros
    auto const* const town = towns[static_cast<std::size_t>(i * 13 % 4)];
    csv += fmt::format("{};{};{}\n", staff, town, spent);
    if (staff >= 20) continue;
    auto const aid = std::min<std::int64_t>(spent * 100 / 2, 1'000'000);
    ++eligible;
    cost += aid;
    by_town[town] += aid;
  }
  auto const report = over(csv).report;
  EXPECT_EQ(report.eligible, eligible);
  EXPECT_EQ(report.ineligible, 1000 - eligible);
  EXPECT_EQ(report.unknown, 0U);
  EXPECT_EQ(report.cost, (rule::Amount{cost, cost}));
  for (auto const& [town, aid] : by_town)
    EXPECT_EQ(report.places.at(town).cost, (rule::Amount{aid, aid})) << town;
}

TEST(RuleRun, readsWhatSpreadsheetsMake) {
  auto const made = over(
      "\xEF\xBB\xBF"
      "demandeur.statut\tdemandeur.naissance\tentreprise.siege\tdemandeur.associee\n"
      "Association\t30/04/2001\t9122\tOUI\n");
  EXPECT_EQ(made.table.good, 1U);
  EXPECT_THAT(made.table.faults, IsEmpty());
  EXPECT_THAT(made.table.notices, ElementsAre(HasSubstr("Zéros de tête")));
  EXPECT_EQ(made.report.places.begin()->first, "09122");
}

TEST(RuleRun, tellsEachBadCellAndHowToMendIt) {
  EXPECT_THAT(fault_of("entreprise.effectif", "10001"), HasSubstr("bornes"));
  EXPECT_THAT(fault_of("entreprise.effectif", "douze"), HasSubstr("« douze »"));
  EXPECT_THAT(fault_of("demandeur.naissance", "2026-03-02"), HasSubstr("futur"));
  EXPECT_THAT(fault_of("demandeur.naissance", "31/02/2001"), HasSubstr("date"));
  EXPECT_THAT(fault_of("demandeur.siret", "12345678901234"), HasSubstr("clé"));
  EXPECT_THAT(fault_of("demandeur.siret", "\"1,23E+13\""), HasSubstr("tableur"));
  EXPECT_THAT(fault_of("demandeur.associee", "peut-être"), HasSubstr("oui ou non"));
  EXPECT_THAT(fault_of("entreprise.siege", "Montpellier"), HasSubstr("code officiel"));
  EXPECT_THAT(fault_of("demandeur.statut", "asociation"), HasSubstr("« Association »"));
}

TEST(RuleRun, leavesBadLinesOutAndReadsTheOthers) {
  auto const made =
      over("entreprise.effectif,projet.depenses\n12,8000\n12,8000,3\n-1,5\n12,8000\n");
  EXPECT_EQ(made.table.good, 2U);
  EXPECT_EQ(made.table.bad, 2U);
  ASSERT_EQ(made.table.faults.size(), 2U);
  EXPECT_EQ(to_text(made.table.faults[1]).substr(0, 9), "ligne 4, ");
}

TEST(RuleRun, refusesAHeaderThatCannotBeRead) {
  EXPECT_THAT(refused("")[0].message, HasSubstr("vide"));
  EXPECT_THAT(refused("nom,ville\nA,B\n")[0].message, HasSubstr("modèle"));
  EXPECT_THAT(refused("entreprise.efectif\n3\n")[0].message, HasSubstr("entreprise.effectif"));
  EXPECT_THAT(refused("entreprise.effectif,entreprise.effectif\n3,4\n")[0].message,
              HasSubstr("deux fois"));
  EXPECT_THAT(refused("entreprise.effectif\n")[0].message, HasSubstr("aucune ligne"));
}

TEST(RuleRun, aListIsGivenByTheFieldsOfOneItem) {
  auto const with_list = rule::read_vocabulary(
      "vocabulaire petit\nfait depenses : liste question \"Quelles ?\" anglais \"Which?\"\n"
      "fait depenses.montant : argent question \"Combien ?\" anglais \"How much?\"");
  ASSERT_FALSE(rule::has_error(with_list.faults));
  std::vector<std::size_t> items;
  auto const list = *with_list.vocabulary.find("depenses");
  auto const made =
      read_cases("depenses.montant\n12,50 €\n", with_list, nullptr, today,
                 [&](CaseLine const& line) { items.push_back(line.facts.items(list).size()); });
  ASSERT_TRUE(made);
  EXPECT_EQ(made->bad, 1U) << "a decimal comma parts cells unless another separator is used";
  ASSERT_TRUE(read_cases(
      "nom;depenses.montant\nA;12,50 €\n", with_list, nullptr, today, [&](CaseLine const& line) {
        items.push_back(line.facts.items(list).size());
        EXPECT_EQ(line.facts.items(list)[0].fields[0], (rule::Range{1250, 1250}));
      }));
  EXPECT_THAT(items, ElementsAre(1U));
  EXPECT_FALSE(read_cases("depenses\n3\n", with_list, nullptr, today, [](CaseLine const&) {}));
  EXPECT_THAT(case_template(with_list.vocabulary, {list}), HasSubstr("depenses.montant"));
}

TEST(RuleRun, theTemplateNamesTheColumns) {
  auto const fund = scheme_of("20");
  EXPECT_THAT(case_template(vocabulary().vocabulary, fund.program.facts),
              HasSubstr("nom,entreprise.effectif,projet.depenses\r\n"));
}

NamedFacts applicant(std::string name, std::optional<std::int64_t> employees,
                     std::int64_t spending) {
  auto const& words_read = vocabulary().vocabulary;
  rule::Facts facts{words_read, today};
  if (employees) facts.set(*words_read.find("entreprise.effectif"), {*employees, *employees});
  facts.set(*words_read.find("projet.depenses"), {spending, spending});
  return {std::move(name), std::move(facts)};
}

TEST(RuleEffects, tellWhoIsDecidedOtherwiseAndWhy) {
  auto const before = scheme_of("20");
  auto const after = scheme_of("15");
  std::vector<NamedFacts> const applicants{applicant("petite", 12, 100'000),
                                           applicant("moyenne", 17, 100'000),
                                           applicant("grande", 40, 100'000)};
  auto const effects = effects_over(before.program, after.program, nullptr, applicants);
  EXPECT_EQ(effects.compared, 3U);
  EXPECT_EQ(effects.changed, 1U);
  EXPECT_EQ(effects.refused, 1U);
  EXPECT_EQ(effects.cost_before, (rule::Amount{100'000, 100'000}));
  EXPECT_EQ(effects.cost_after, (rule::Amount{50'000, 50'000}));
  EXPECT_EQ(effects.difference, -50'000);
  EXPECT_EQ(effects.open, 0U);
  ASSERT_EQ(effects.cases.size(), 1U);
  EXPECT_EQ(effects.cases[0].name, "moyenne");
  EXPECT_THAT(effects.cases[0].reasons, ElementsAre("Une petite entreprise : oui → non"));
}

TEST(RuleEffects, nameTheStepThatChangesAnAmount) {
  auto const before = scheme_of("20");
  auto text = fund_rules("20");
  text.replace(text.find("10 000 €"), std::string{"10 000 €"}.size(), "1 000 €");
  text.erase(text.find("essai"));
  auto const after = rule::read_scheme(text, vocabulary().vocabulary);
  ASSERT_TRUE(after.good());
  std::vector<NamedFacts> const applicants{applicant("petite", 12, 800'000)};
  auto const effects = effects_over(before.program, after.program, nullptr, applicants);
  EXPECT_EQ(effects.amounts, 1U);
  ASSERT_EQ(effects.cases.size(), 1U);
  EXPECT_EQ(to_text(effects.cases[0].before),
            "éligible, " + to_text(rule::Amount{400'000, 400'000}));
  EXPECT_THAT(effects.cases[0].reasons[0], HasSubstr("Plafond"));
}

TEST(RuleEffects, theDifferenceLeavesOutThoseWhoMayBeAnywhere) {
  auto const before = scheme_of("20");
  auto const after = scheme_of("15");
  std::vector<NamedFacts> const applicants{applicant("moyenne", 17, 100'000),
                                           applicant("inconnue", std::nullopt, 100'000)};
  auto const effects = effects_over(before.program, after.program, nullptr, applicants);
  EXPECT_EQ(effects.difference, -50'000) << "stricter rules never cost more";
  EXPECT_EQ(effects.open, 1U);
  EXPECT_EQ(effects.open_before, (rule::Amount{0, 50'000}));
  EXPECT_EQ(effects.open_after, (rule::Amount{0, 50'000}));
}

TEST(RuleEffects, anUncertainApplicantCostsFromNothing) {
  auto const fund = scheme_of("20");
  std::vector<NamedFacts> const applicants{applicant("inconnue", std::nullopt, 100'000)};
  auto const effects = effects_over(fund.program, fund.program, nullptr, applicants);
  EXPECT_EQ(effects.changed, 0U);
  EXPECT_EQ(effects.cost_after, (rule::Amount{0, 50'000}));
}

}  // namespace
}  // namespace pacte::aid
