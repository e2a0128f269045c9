#include "aid/amount_reader.hpp"

#include <gtest/gtest.h>

namespace pacte::aid {
namespace {

constexpr std::int64_t euro = 100;
constexpr std::int64_t million = 1'000'000 * euro;

AmountReading read(Texts const& sentences) {
  return read_amounts(sentences);
}

template <class Value> std::int64_t number_of(std::optional<Stated<Value>> const& stated) {
  if (!stated) return -1;
  if constexpr (requires { stated->value.cents; }) {
    return stated->value.cents;
  } else {
    return stated->value.value;
  }
}

Texts forms_of(Texts const& sentences) {
  Texts forms;
  for (auto const& form : read(sentences).forms)
    forms.push_back(form.value);
  return forms;
}

struct Case {
  char const* sentence;
  std::int64_t value;
};

TEST(AmountReader, readsCeilings) {
  for (auto const& [sentence, cents] :
       {Case{"plafond 10 M€ par projet", 10 * million}, Case{"plafond 3 071 €", 3'071 * euro},
        Case{"Plafond de 12 500,50 €", 1'250'050}, Case{"aide maximale 300 000 €", 300'000 * euro},
        Case{"subvention plafonnée à 5 000 euros par bénéficiaire", 5'000 * euro},
        Case{"jusqu’à 3 M€", 3 * million}, Case{"1,5 million d’euros au maximum", 3 * million / 2},
        Case{"prêt : 50 k€ maximum", 50'000 * euro},
        Case{"dans la limite de 2 Md€", 2'000 * million}}) {
    auto const reading = read({sentence});
    EXPECT_EQ(number_of(reading.ceiling), cents) << sentence;
    ASSERT_TRUE(reading.ceiling);
    EXPECT_EQ(reading.ceiling->sentence, sentence);
    EXPECT_FALSE(reading.floor) << sentence;
    EXPECT_FALSE(reading.envelope) << sentence;
  }
}

TEST(AmountReader, readsRangesAndFloors) {
  auto const both = read({"de 200 000 € à 3 M€"});
  EXPECT_EQ(number_of(both.floor), 200'000 * euro);
  EXPECT_EQ(number_of(both.ceiling), 3 * million);
  auto const yearly = read({"1 454 € à 6 335 € par an, échelons 0 bis à 7"});
  EXPECT_EQ(number_of(yearly.floor), 1'454 * euro);
  EXPECT_EQ(number_of(yearly.ceiling), 6'335 * euro);
  auto const shared = read({"Prêt de 10 000 à 50 000 €"});
  EXPECT_EQ(number_of(shared.floor), 10'000 * euro);
  EXPECT_EQ(number_of(read({"entre 1 et 3 M€"}).floor), million);
  EXPECT_EQ(number_of(read({"aide minimale : 1 000 €"}).floor), 1'000 * euro);
  EXPECT_EQ(number_of(read({"plancher 500 €"}).floor), 500 * euro);
}

TEST(AmountReader, readsEnvelopesAndRates) {
  EXPECT_EQ(number_of(read({"enveloppe : 5,5 M€"}).envelope), 55 * million / 10);
  EXPECT_EQ(number_of(read({"Dotation 111 M€ (fin 2019)"}).envelope), 111 * million);
  EXPECT_EQ(number_of(read({"taux 40 %"}).rate), 4'000);
  EXPECT_EQ(number_of(read({"Taux d’aide maximal de 12,5 %"}).rate), 1'250);
  EXPECT_EQ(number_of(read({"jusqu’à 70 % des dépenses éligibles"}).rate), 7'000);
}

TEST(AmountReader, readsForms) {
  EXPECT_EQ(forms_of({"subvention et/ou avance remboursable"}),
            (Texts{"grant", "repayable_advance"}));
  EXPECT_EQ(forms_of({"formes : subvention, avance remboursable, haut de bilan"}),
            (Texts{"grant", "repayable_advance"}));
  EXPECT_EQ(forms_of({"prêts / garanties / haut de bilan"}), (Texts{"loan", "guarantee"}));
  EXPECT_EQ(forms_of({"dont 200 000 € en subvention", "subvention"}), Texts{"grant"});
  EXPECT_EQ(forms_of({"prêt participatif bonifié"}), Texts{"loan"});
  EXPECT_FALSE(read({"dont 200 000 € en subvention"}).ceiling);
}

TEST(AmountReader, leavesWhatIsAmbiguous) {
  for (auto const* sentence : {"10 000 €",
                               "enveloppe 2022 : 5,5 M€",
                               "environ 20 M€ par an",
                               "coût total 2 818 931 €",
                               "stagiaire : 250 € dès l’entrée en stage",
                               "2 000 euros par parcours",
                               "plafond 10 M€ pour les grandes entreprises",
                               "plafond 3 000 €, 5 000 € en QPV",
                               "plafond 3 000 €, porté à un montant plus haut en QPV",
                               "de 6 à 12 mois",
                               "taux global de financement 54 %",
                               "allocation doctorale : 50 % maximum",
                               "au moins 10 000 €",
                               "de 500 à 3 M€",
                               "projets de 200 000 € à 3 M€",
                               "taux 140 %",
                               "plafond 0,001 €",
                               "plafond 999 999 999 999 999 Md€",
                               "5 000 à 6 000 € par an",
                               "enveloppe 2 M€ par an",
                               "48 prêts pour 45 M€",
                               "équipements, subvention",
                               "plafond de 50 salariés",
                               ""}) {
    auto const reading = read({sentence});
    EXPECT_FALSE(reading.floor || reading.ceiling || reading.envelope || reading.rate) << sentence;
    EXPECT_TRUE(reading.forms.empty()) << sentence;
  }
}

TEST(AmountReader, refusesSentencesThatDisagree) {
  EXPECT_FALSE(read({"plafond 3 000 €", "aide maximale 5 000 €"}).ceiling);
  EXPECT_TRUE(read({"plafond 3 000 €", "aide maximale 3 000 €"}).ceiling);
  auto const crossed = read({"plafond 3 000 €", "plancher 5 000 €"});
  EXPECT_FALSE(crossed.floor || crossed.ceiling);
}

}  // namespace
}  // namespace pacte::aid
