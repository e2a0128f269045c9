#include "territory/mentions.hpp"

#include <gmock/gmock.h>

namespace pacte::territory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Territory territory(Level level, std::string code, std::string name) {
  Territory one;
  one.key = {level, std::move(code)};
  one.name = std::move(name);
  return one;
}

std::vector<Territory> some() {
  return {territory(Level::department, "34", "Hérault"),
          territory(Level::arrondissement, "343", "Montpellier"),
          territory(Level::epci, "243100518", "Toulouse Métropole"),
          territory(Level::commune, "31555", "Toulouse"),
          territory(Level::commune, "34172", "Montpellier"),
          territory(Level::commune, "34079", "Clermont-l'Hérault"),
          territory(Level::commune, "09232", "Prades"),
          territory(Level::commune, "66149", "Prades"),
          territory(Level::commune, "46030", "Bio"),
          territory(Level::commune, "11213", "Maisons"),
          territory(Level::commune, "12252", "Le Vibal")};
}

std::vector<std::string> named(MentionFinder const& finder, std::string_view text) {
  std::vector<std::string> ids;
  for (auto const& key : finder.find(text))
    ids.push_back(to_text(key));
  return ids;
}

TEST(Mentions, AWholeNameIsFoundTheLongestFirst) {
  auto const all = some();
  MentionFinder const finder{all};
  EXPECT_THAT(named(finder, "Siège : Toulouse (31)"), ElementsAre("commune:31555"));
  EXPECT_THAT(named(finder, "avec Toulouse Métropole"), ElementsAre("epci:243100518"));
  EXPECT_THAT(named(finder, "Toulouse et Toulouse Métropole"),
              ElementsAre("epci:243100518", "commune:31555"));
  EXPECT_THAT(named(finder, "Clermont-l’Hérault"), ElementsAre("commune:34079"));
  EXPECT_THAT(named(finder, "dans l’Hérault"), ElementsAre("department:34"));
  EXPECT_THAT(named(finder, "Le Vibal, au nord"), ElementsAre("commune:12252"));
}

TEST(Mentions, APartOfAWordOrOfALongerNameIsNotAName) {
  auto const all = some();
  MentionFinder const finder{all};
  EXPECT_THAT(named(finder, "Toulouse-Blagnac"), IsEmpty());
  EXPECT_THAT(named(finder, "Basse-Toulouse"), IsEmpty());
  EXPECT_THAT(named(finder, "Toulousains, toulouse, TOULOUSE"), IsEmpty());
  EXPECT_THAT(named(finder, ""), IsEmpty());
  EXPECT_THAT(named(finder, "Toulouse - le centre"), ElementsAre("commune:31555"));
}

TEST(Mentions, CommunesOfTheSameNameAreAllNamedAndArrondissementsNever) {
  auto const all = some();
  MentionFinder const finder{all};
  EXPECT_THAT(named(finder, "Prades"), ElementsAre("commune:09232", "commune:66149"));
  EXPECT_THAT(named(finder, "Montpellier"), ElementsAre("commune:34172"));
}

TEST(Mentions, ACommonWordCountsOnlyWhereItStandsAlone) {
  auto const all = some();
  MentionFinder finder{all};
  EXPECT_THAT(named(finder, "Plan Bio Occitanie"), ElementsAre("commune:46030"));
  finder.learn("une cantine bio, des maisons de la Région");
  EXPECT_THAT(named(finder, "Plan Bio Occitanie"), IsEmpty());
  EXPECT_THAT(named(finder, "Maisons de Région"), IsEmpty());
  EXPECT_THAT(named(finder, "Bio"), ElementsAre("commune:46030"));
  EXPECT_THAT(named(finder, "Maisons (Aude)"), ElementsAre("commune:11213"));
}

TEST(Mentions, TheValueOfASearchSaysTheCode) {
  EXPECT_EQ(place_value(territory(Level::commune, "66149", "Prades")), "Prades (66149)");
}

}  // namespace
}  // namespace pacte::territory
