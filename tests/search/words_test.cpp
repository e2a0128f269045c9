#include "search/words.hpp"

#include <gmock/gmock.h>

namespace pacte::search {
namespace {

std::vector<std::string> folded(std::string_view text) {
  std::vector<std::string> all;
  for (auto const& word : words(text))
    all.push_back(word.folded);
  return all;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Words, areFoldedAndElisionsLeftOut) {
  EXPECT_THAT(folded("L’Œuvre d'État, jusqu’à qu'on s’y fie"),
              ElementsAre("oeuvre", "etat", "a", "on", "y", "fie"));
  EXPECT_THAT(folded("aujourd’hui"), ElementsAre("aujourd", "hui"));
  EXPECT_THAT(folded("CO₂ : 1 200 t, m², 29-2"),
              ElementsAre("co2", "1", "200", "t", "m2", "29", "2"));
  EXPECT_THAT(folded("e\u0301cole"), ElementsAre("ecole"));
  EXPECT_THAT(folded("ℍôpital"), ElementsAre("hopital"));
  EXPECT_THAT(folded(" \n«»’'?!🌱"), IsEmpty());
  EXPECT_THAT(folded("avant\xff\xfe apr\xc3"), ElementsAre("avant", "apr"));
}

TEST(Words, knowTheirPlaceAndAreBounded) {
  std::string_view const text = "l’été là";
  auto const found = words(text);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), "été");
  EXPECT_EQ(text.substr(found[1].begin), "là");
  EXPECT_EQ(words(std::string(1000, 'x')).front().folded.size(), longest_word);
  std::string accents;
  for (int i = 0; i < 63; ++i)
    accents += "а";  // Cyrillic: two bytes, kept by folding
  EXPECT_LE(words("x" + accents).front().folded.size(), longest_word);
}

TEST(Codes, areComparedWithoutZerosNorSigns) {
  EXPECT_EQ(code_key("Action 29"), "action-29");
  EXPECT_EQ(code_key("action n°29"), "action-n-29");
  EXPECT_EQ(code_key("P07"), "p-7");
  EXPECT_EQ(code_key("p 7"), "p-7");
  EXPECT_EQ(code_key("P70"), "p-70");
  EXPECT_EQ(code_key("P0"), "p-0");
  EXPECT_EQ(code_key("1.02.a"), "1-2-a");
  EXPECT_EQ(code_key("…"), "");
}

TEST(Stems, joinFormsWrittenWithAndWithoutAccents) {
  Stemmer stemmer;
  auto const stems = [&](std::string_view word) {
    auto const found = words(word);
    return stemmer.stems(lower(word), found.front().folded);
  };
  EXPECT_THAT(stems("Écologiques"), ElementsAre("ecolog"));
  EXPECT_THAT(stems("ecologie"), ElementsAre("ecolog"));
  EXPECT_THAT(stems("énergétique"), ElementsAre("energ"));
  EXPECT_THAT(stems("financée"), ElementsAre("financ", "finance"));
  EXPECT_THAT(stems("H2"), IsEmpty());
  for (auto const& [plural, singular] : {std::pair{"vélos", "vélo"}, std::pair{"Numéros", "numéro"},
                                         std::pair{"menus", "menu"}, std::pair{"EUROS", "euro"}}) {
    EXPECT_THAT(stems(plural), ::testing::IsSupersetOf(stems(singular))) << plural;
  }
  EXPECT_THAT(stems("plus"), ElementsAre("plus"));  // not « PLU »
}

}  // namespace
}  // namespace pacte::search
