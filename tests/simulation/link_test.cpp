#include "simulation/link.hpp"

#include <gtest/gtest.h>

namespace pacte::simulation {
namespace {

std::string const key(64, 'k');

Link sample() {
  return {.day = "2026-03-01",
          .answers = {.facts = {{"demandeur.statut", "personne"}, {"entreprise.effectif", "12"}},
                      .passed = {"entreprise.siege"},
                      .schemes = {"a/fund"},
                      .order = {"demandeur.statut", "entreprise.siege", "entreprise.effectif"}}};
}

TEST(SimulationLink, holdsTheAnswersAndTheDay) {
  auto const text = make_link(sample(), key);
  ASSERT_TRUE(text);
  EXPECT_EQ(open_link(*text, key).value(), sample());
  EXPECT_EQ(open_link("https://pacte.example/simulateur/resultat?r=" + *text + "#a", key).value(),
            sample());
}

TEST(SimulationLink, anyCharacterChangedIsRefused) {
  auto const text = make_link(sample(), key).value();
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto forged = text;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(open_link(forged, key)) << i;
  }
}

TEST(SimulationLink, cutOrOfAnotherSiteIsRefusedWithItsReason) {
  auto const text = make_link(sample(), key).value();
  EXPECT_NE(open_link("", key).error().detail.find("incomplet"), std::string::npos);
  EXPECT_NE(open_link(text, std::string(64, 'o')).error().detail.find("modifié"),
            std::string::npos);
  EXPECT_EQ(open_link(text.substr(0, 9), key).error().kind, ProblemKind::invalid);
}

TEST(SimulationLink, answersTooLongForAnAddressMakeNone) {
  auto long_one = sample();
  long_one.answers.facts["x"] = std::string(longest_link, 'x');
  EXPECT_FALSE(make_link(long_one, key));
}

}  // namespace
}  // namespace pacte::simulation
