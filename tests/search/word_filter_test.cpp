// Words held against a text without an index.
#include "search/word_filter.hpp"

#include <gtest/gtest.h>

namespace pacte::search {
namespace {

bool accepts(std::string_view asked, std::string_view text) {
  return WordFilter{asked}.accepts(text);
}

TEST(WordFilterTest, asksForAllTheWordsByTheirStems) {
  EXPECT_TRUE(accepts("énergies renouvelables", "Soutien à l’énergie renouvelable"));
  EXPECT_TRUE(accepts("ENERGIE", "Économies d’énergies"));
  EXPECT_TRUE(accepts("l’eau et la forêt", "Forêts, eau"));
  EXPECT_FALSE(accepts("énergie solaire", "Soutien à l’énergie"));
  EXPECT_TRUE(accepts("vélos", "Acheter un vélo"));
  EXPECT_TRUE(accepts("vélo", "Abris à vélos"));
  EXPECT_TRUE(accepts("2030", "France 2030"));
  EXPECT_FALSE(accepts("2030", "France 2031"));
}

TEST(WordFilterTest, withoutWordsEveryTextPasses) {
  EXPECT_TRUE(accepts("", "Soutien"));
  EXPECT_TRUE(accepts(" … ", "Soutien"));
  EXPECT_FALSE(accepts("le", "Soutien")) << "a stop word alone is asked for";
}

}  // namespace
}  // namespace pacte::search
