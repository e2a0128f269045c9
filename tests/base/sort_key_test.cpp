#include "base/sort_key.hpp"

#include <gtest/gtest.h>

namespace pacte {
namespace {

TEST(SortKey, countsWordsAndNoSign) {
  EXPECT_EQ(sort_key("« Aller vers »"), "aller vers");
  EXPECT_EQ(sort_key("Aller-vers"), "aller vers");
  EXPECT_EQ(sort_key("L’Œuvre d’État (2ᵉ)"), "l oeuvre d etat 2e");
  EXPECT_LT(sort_key("# Écluse"), sort_key("Fonds"));
  EXPECT_EQ(sort_key("…"), "");
}

}  // namespace
}  // namespace pacte
