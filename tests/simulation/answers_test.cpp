#include "simulation/answers.hpp"

#include <gtest/gtest.h>

#include "rule/calendar.hpp"
#include "samples.hpp"
#include "simulation/words.hpp"

namespace pacte::simulation {
namespace {

using web::Locale;

class AnswersTest : public ::testing::Test {
 protected:
  int fact(std::string const& name) { return words.vocabulary.find(name).value(); }

  FormAnswer read(std::string const& name, std::string const& form, Locale locale = Locale::fr) {
    return read_form_answer(words, fact(name), web::Parameters::parse(form).value(), today, locale);
  }

  std::int64_t today = rule::parse_day("2026-03-01").value();
  rule::CheckedVocabulary words = rule::read_vocabulary(sample_words);
};

TEST_F(AnswersTest, eachTypeHasItsForm) {
  EXPECT_EQ(read("demandeur.statut", "r=entreprise").value, "entreprise");
  EXPECT_EQ(read("entreprise.effectif", "r=1+200").value, "1200");
  EXPECT_EQ(read("demandeur.naissance", "r=30%2F04%2F2001").value, "2001-04-30");
  EXPECT_EQ(read("demandeur.naissance", "r=2001-04-30").value, "2001-04-30");
  EXPECT_EQ(read("projet.natures", "r=conseil&r=travaux").value, (Json{"conseil", "travaux"}));
  EXPECT_EQ(read("projet.natures", "r=-").value, Json::array()) << "none of them is an answer";
  EXPECT_TRUE(read("entreprise.effectif", "r=").value.is_null());
}

TEST_F(AnswersTest, rowsOfAListAreReadAndEmptyOnesLeftOut) {
  auto const answer = read("projet.depenses",
                           "r.0.montant=6+000+%E2%82%AC&r.0.nature=travaux&r.1.montant=&"
                           "r.1.nature=&r.2.montant=12,50");
  EXPECT_TRUE(answer.errors.empty());
  ASSERT_EQ(answer.value.size(), 2U);
  EXPECT_EQ(answer.value[0], (Json{{"montant", "6000"}, {"nature", "travaux"}}));
  EXPECT_EQ(answer.value[1], (Json{{"montant", "12,50"}}));
}

TEST_F(AnswersTest, aFaultIsAtItsField) {
  EXPECT_TRUE(read("entreprise.effectif", "r=beaucoup").errors.contains("r"));
  EXPECT_TRUE(read("entreprise.effectif", "r=10001").errors.contains("r"));
  EXPECT_TRUE(read("entreprise.siret", "r=12345678901234").errors.contains("r"));
  EXPECT_TRUE(read("demandeur.statut", "r=martien").errors.contains("r"));
  EXPECT_NE(read("demandeur.naissance", "r=2026-03-02").errors.at("r").find("futur"),
            std::string::npos);
  auto const rows = read("projet.depenses", "r.0.montant=5&r.1.montant=-5");
  EXPECT_TRUE(rows.errors.contains("r.1.montant"));
  EXPECT_EQ(rows.errors.size(), 1U);
}

TEST_F(AnswersTest, faultsAreSaidInEnglishToo) {
  auto const text = read("entreprise.effectif", "r=10001", Locale::en).errors.at("r");
  EXPECT_NE(text.find("10,000"), std::string::npos) << text;
}

TEST_F(AnswersTest, eachIsToldTheFormatThatIsReadFromThem) {
  Json const given{{"demandeur.naissance", "30/04/2001"}, {"demandeur.statut", "martien"}};
  auto const program = read_answers(words, given, today, Locale::en);
  ASSERT_EQ(program.faults.size(), 2U);
  EXPECT_NE(program.faults[0].message.find("2001-04-30"), std::string::npos);
  EXPECT_NE(program.faults[1].message.find("personne"), std::string::npos);
  auto const form = read("demandeur.naissance", "r=hier", Locale::en).errors.at("r");
  EXPECT_NE(form.find("30/04/2001"), std::string::npos) << form;
  auto const chosen = read("demandeur.statut", "r=martien", Locale::en).errors.at("r");
  EXPECT_NE(chosen.find("Private person"), std::string::npos) << chosen;
  auto const french = read("demandeur.statut", "r=martien").errors.at("r");
  EXPECT_NE(french.find("Particulier"), std::string::npos) << french;
}

TEST_F(AnswersTest, anAmountThatReadsInTwoWaysIsRefusedInBothLanguages) {
  auto const french = read("projet.depenses", "r.0.montant=5.000").errors.at("r.0.montant");
  EXPECT_NE(french.find("5 000"), std::string::npos) << french;
  auto const english = read("projet.depenses", "r.0.montant=5,000", Locale::en);
  EXPECT_NE(english.errors.at("r.0.montant").find("two ways"), std::string::npos);
}

TEST_F(AnswersTest, whatCannotBeReadIsNotKnownAndTheRestIs) {
  Json const given{{"entreprise.effectif", -1},
                   {"couleur", "rouge"},
                   {"demandeur.statut", "entreprise"},
                   {"projet.depenses", {{{"montant", "x"}}}}};
  auto const read = read_answers(words, given, today, Locale::fr);
  ASSERT_EQ(read.faults.size(), 3U);
  EXPECT_TRUE(read.facts.known(fact("demandeur.statut")));
  EXPECT_FALSE(read.facts.known(fact("entreprise.effectif")));
  EXPECT_FALSE(read.facts.known(fact("projet.depenses")));
}

TEST_F(AnswersTest, factsThatContradictEachOtherAreNamed) {
  Json const given{{"demandeur.statut", "personne"}, {"entreprise.effectif", 3}};
  auto const french = read_answers(words, given, today, Locale::fr);
  ASSERT_EQ(french.faults.size(), 1U);
  EXPECT_EQ(french.faults[0].field, "demandeur.statut, entreprise.effectif");
  EXPECT_EQ(french.faults[0].message, "Un particulier n’a pas de salariés.");
  auto const english = read_answers(words, given, today, Locale::en);
  EXPECT_EQ(english.faults.at(0).message, "A private person has no employees.");
}

TEST_F(AnswersTest, valuesAreShownInTheLanguage) {
  Json const given{{"entreprise.effectif", 1200},
                   {"projet.natures", {"conseil", "travaux"}},
                   {"projet.depenses", {{{"montant", 6000}, {"nature", "travaux"}}}}};
  auto const read = read_answers(words, given, today, Locale::en);
  Words const shown{.facts = read.facts, .locale = Locale::en, .place = {}};
  EXPECT_EQ(shown.answer(fact("projet.natures")), "Advice, Works");
  EXPECT_EQ(shown.answer(fact("entreprise.effectif")).substr(0, 5), "1,200");
  EXPECT_NE(shown.answer(fact("projet.depenses")).find("6,000"), std::string::npos);
}

TEST_F(AnswersTest, anEndThatNoRuleSetsIsToBeSpecified) {
  Words const shown{.facts = {words.vocabulary, today}, .locale = Locale::fr, .place = {}};
  auto const euros = rule::quantity(rule::unit_of(rule::euro));
  EXPECT_EQ(shown.value(euros, 100, {0, rule::unlimited}), "à préciser");
  EXPECT_EQ(shown.value(euros, 100, {500, rule::unlimited}), "au moins 5\u00A0€");
  EXPECT_EQ(shown.value(euros, 100, {-rule::unlimited, 500}), "au plus 5\u00A0€");
  EXPECT_EQ(shown.value({rule::Kind::date}, 1, {-rule::unlimited, 500}), "à préciser");
  EXPECT_EQ(shown.share(100, {0, rule::unlimited}), "à préciser");
}

TEST_F(AnswersTest, wholeYearsAreYears) {
  Words const shown{.facts = {words.vocabulary, today}, .locale = Locale::fr, .place = {}};
  auto const months = rule::quantity(rule::unit_of(rule::month));
  EXPECT_EQ(shown.value(months, 1, {216, 216}), "18 ans");
  EXPECT_EQ(shown.value(months, 1, {12, 30}), "de 1 an à 30\u00A0mois");
  EXPECT_EQ(shown.value(months, 1, {0, 0}), "0\u00A0mois");
  EXPECT_EQ(written_text("30 ans", Locale::en), "30 years");
  EXPECT_EQ(written_text("30 ans", Locale::fr), "30 ans");
  EXPECT_EQ(written_text("oui", Locale::en), "oui");
}

TEST_F(AnswersTest, amountsThatNothingLimitsAreNotShownAsSums) {
  EXPECT_EQ(amount_text({0, {}}, Locale::fr), "montant à préciser");
  EXPECT_EQ(amount_text({400'000, {}}, Locale::fr), "au moins 4\u202F000\u00A0€");
  EXPECT_EQ(amount_text({{}, 400'000}, Locale::en), "up to €4,000");
  EXPECT_NE(amount_text({0, 1'000'000}, Locale::fr).find("jusqu’à"), std::string::npos);
  EXPECT_EQ(amount_text({400'000, 400'000}, Locale::fr).find(" à "), std::string::npos);
}

}  // namespace
}  // namespace pacte::simulation
