#include "aid/design_gate.hpp"

#include <gmock/gmock.h>

namespace pacte::aid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<Ambition> const ambitions{
    {"p/i", "I", "Alimentation"}, {"p/ii", "II", "Santé"}, {"p/iii", "III", "Rail"}};

std::string const by_canteens = "Les cantines achètent des produits locaux.";
std::string const no_effect = "Aucun soin ni aucun hôpital ne change.";
std::string const no_track = "Le réseau ferré garde toutes ses lignes.";
std::string const for_all = "Il ne finance rien qui nuise aux autres.";

std::vector<std::string> gaps_of(SchemeContent const& content) {
  std::vector<std::string> fields;
  for (auto const& gap : design_gate(content, ambitions))
    fields.push_back(gap.field);
  return fields;
}

SchemeContent serving(std::string const& how) {
  SchemeContent content;
  content.ambitions = {{"p/i", how}};
  return content;
}

TEST(DesignGate, asksForAnAmbitionServedAndForEachOtherOne) {
  auto const missing = design_gate(SchemeContent{}, ambitions);
  EXPECT_THAT(gaps_of({}), ElementsAre("ambitions", "no_contradiction/p/i", "no_contradiction/p/ii",
                                       "no_contradiction/p/iii"));
  EXPECT_THAT(missing[1].message, HasSubstr("I, Alimentation"));
}

TEST(DesignGate, asksHowAndWhy) {
  auto content = serving("");
  content.no_contradiction = {{"p/ii", ""}};
  EXPECT_THAT(gaps_of(content),
              ElementsAre("ambitions/p/i", "no_contradiction/p/ii", "no_contradiction/p/iii"));
}

TEST(DesignGate, opensWithAStatementForEachOrOneForAll) {
  auto content = serving(by_canteens);
  content.no_contradiction = {{"p/ii", no_effect}, {"p/iii", no_track}};
  EXPECT_TRUE(gaps_of(content).empty());
  content.no_contradiction.clear();
  content.coherence = for_all;
  EXPECT_TRUE(gaps_of(content).empty());
}

TEST(DesignGate, asksForRealWords) {
  for (auto const* text : {"x", "oui oui oui oui oui oui", "a b c d e f g", "1 22 333 4444 55555",
                           "… — !", "Sans effet"}) {
    auto content = serving(text);
    content.coherence = for_all;
    EXPECT_THAT(gaps_of(content), ElementsAre("ambitions/p/i")) << text;
    EXPECT_THAT(design_gate(content, ambitions)[0].message, HasSubstr("5 mots différents")) << text;
  }
  auto content = serving(by_canteens);
  content.coherence = "Il ne nuit à rien.";
  EXPECT_THAT(gaps_of(content), ElementsAre("coherence"));
  content.coherence = for_all;
  content.no_contradiction = {{"p/ii", "x"}};
  EXPECT_THAT(gaps_of(content), ElementsAre("no_contradiction/p/ii"));
}

TEST(DesignGate, refusesOneTextPastedForAll) {
  auto content = serving(by_canteens);
  content.no_contradiction = {{"p/ii", no_effect},
                              {"p/iii", "aucun soin, ni aucun HÔPITAL ne change"}};
  EXPECT_THAT(gaps_of(content), ElementsAre("no_contradiction/p/iii"));
  EXPECT_THAT(design_gate(content, ambitions)[0].message, HasSubstr("déjà celui de « II, Santé »"));
  content.ambitions.push_back({"p/ii", by_canteens});
  content.no_contradiction = {{"p/iii", no_track}};
  EXPECT_THAT(gaps_of(content), ElementsAre("ambitions/p/ii"));
}

TEST(DesignGate, refusesWhatIsNoAmbitionAndStaysShutWithoutAny) {
  SchemeContent content;
  content.ambitions = {{"p/other", by_canteens}};
  content.coherence = for_all;
  EXPECT_THAT(gaps_of(content), ElementsAre("ambitions/p/other", "ambitions"));
  std::vector<FieldError> const shut = design_gate(serving(by_canteens), {});
  ASSERT_EQ(shut.size(), 1U);
  EXPECT_EQ(shut[0].field, "ambitions");
}

}  // namespace
}  // namespace pacte::aid
