#include "territory/names.hpp"

#include <gtest/gtest.h>

namespace pacte::territory {
namespace {

Key commune(std::string code) {
  return {Level::commune, std::move(code)};
}

NameIndex const& index() {
  static NameIndex const made{{{"Clermont-l'Hérault", commune("34079"), 9000},
                               {"Clermont-Savès", commune("32105"), 300},
                               {"Clermont", commune("09100"), 150},
                               {"Montpellier", commune("34172"), 300'000},
                               {"Montpeyroux", commune("34173"), 1300},
                               {"Saint-Girons", commune("09261"), 6000},
                               {"Saint-Girons", {Level::arrondissement, "093"}, 28'000},
                               {"Nîmes", commune("30189"), 150'000},
                               {"Œyreluy", commune("40207"), 1600},
                               {"Y", commune("80829"), 90}}};
  return made;
}

std::string first(std::string_view typed) {
  auto const found = index().find(typed, 3);
  return found.empty() ? std::string{} : to_text(found.front());
}

TEST(Names, AreFoundWithoutTheirMarks) {
  EXPECT_EQ(first("clermont lherault"), "commune:34079");
  EXPECT_EQ(first("CLERMONT L HERAULT"), "commune:34079");
  EXPECT_EQ(first("clermontlhérault"), "commune:34079");
  EXPECT_EQ(first("st girons"), "commune:09261");
  EXPECT_EQ(first("oeyreluy"), "commune:40207");
}

TEST(Names, AreFoundMisspelt) {
  EXPECT_EQ(first("clermon lerault"), "commune:34079");
  EXPECT_EQ(first("montpelier"), "commune:34172");
  EXPECT_EQ(first("Motnpellier"), "commune:34172");
  EXPECT_EQ(first("nimmes"), "commune:30189");
}

TEST(Names, ThatAreNothingAlikeAreNotFound) {
  EXPECT_EQ(first("Vladivostok"), "");
  EXPECT_EQ(first("xx"), "");
  EXPECT_EQ(first(""), "");
  EXPECT_EQ(first("%_'\"<>"), "");
  EXPECT_EQ(first(std::string(5000, 'a')), "");
}

// Published examples of the distance: "kitten" and "sitting" are 3 apart; a swap counts for one.
TEST(Names, LettersApart) {
  EXPECT_EQ(letters_apart("kitten", "sitting", 5), 3U);
  EXPECT_EQ(letters_apart("saturday", "sunday", 5), 3U);
  EXPECT_EQ(letters_apart("ca", "ac", 5), 1U);
  EXPECT_EQ(letters_apart("", "abc", 5), 3U);
  EXPECT_EQ(letters_apart("same", "same", 5), 0U);
  EXPECT_EQ(letters_apart("kitten", "sitting", 2), 3U);
  EXPECT_EQ(letters_apart("a", "abcdefgh", 2), 3U);
}

}  // namespace
}  // namespace pacte::territory
