#include "rule/lexer.hpp"

#include <gtest/gtest.h>

namespace pacte::rule {
namespace {

TEST(Lexer, ThousandsDecimalsAndDates) {
  Faults faults;
  auto const tokens = cut("10 000 € 12,5 1.25 3, 4 2026-01-31 2890-2898", faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(tokens[0].number, (Exact{10'000, 1}));
  EXPECT_EQ(tokens[1].text, "€");
  EXPECT_EQ(tokens[2].number, (Exact{25, 2}));
  EXPECT_EQ(tokens[3].number, (Exact{5, 4}));
  EXPECT_EQ(tokens[4].number, (Exact{3, 1}));
  EXPECT_EQ(tokens[5].text, ",");
  EXPECT_EQ(tokens[6].number, (Exact{4, 1}));
  EXPECT_EQ(tokens[7].kind, TokenKind::date);
  EXPECT_EQ(tokens[8].number, (Exact{2890, 1}));
  EXPECT_EQ(tokens[9].text, "-");
}

TEST(Lexer, WordsAreFoldedAndPlacesCountLetters) {
  Faults faults;
  auto const tokens = cut("# commentaire\n  éligible Entreprise.Effectif jusqu’à x≥1", faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(tokens[0].text, "eligible");
  EXPECT_EQ(tokens[0].place, (Place{2, 3}));
  EXPECT_EQ(tokens[1].text, "entreprise.effectif");
  EXPECT_EQ(tokens[1].place, (Place{2, 12}));
  EXPECT_EQ(tokens[2].text, "jusqu'a");
  EXPECT_EQ(tokens[4].text, ">=");
}

TEST(Lexer, TextsInBothKindsOfQuotes) {
  Faults faults;
  auto const tokens = cut("\"un\" « deux »", faults);
  EXPECT_EQ(tokens[0].text, "un");
  EXPECT_EQ(tokens[1].text, "deux");
  cut("\"sans fin", faults);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_NE(faults[0].message.find("n’est pas fermé"), std::string::npos);
}

TEST(Lexer, WhatCannotBeReadIsToldWithItsPlace) {
  Faults faults;
  cut("a\n  ? 2026-02-30", faults);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].place, (Place{2, 3}));
  EXPECT_EQ(faults[1].place, (Place{2, 5}));
  Faults broken;
  cut("a \xff b", broken);
  EXPECT_EQ(broken.size(), 1U);
  Faults large;
  cut(std::string(largest_source + 1, ' '), large);
  EXPECT_EQ(large.size(), 1U);
}

TEST(Lexer, ANumberThatReadsInTwoWaysIsRefused) {
  for (auto const* text : {"300.000 €", "1,500", "12.500"}) {
    Faults faults;
    cut(text, faults);
    ASSERT_EQ(faults.size(), 1U) << text;
    EXPECT_NE(faults[0].mend.find("5 000"), std::string::npos);
  }
  Faults faults;
  auto const tokens = cut("1 000,125 0,125 2,5 300 000", faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(tokens[0].number, (Exact{8001, 8}));
}

TEST(Exact, ReadsDecimalsWithoutLoss) {
  EXPECT_EQ(parse_exact("0,1"), (Exact{1, 10}));
  EXPECT_EQ(parse_exact("-12.50"), (Exact{-25, 2}));
  for (auto const* bad : {"", "-", ",5", "1,", "1,2,3", "1e3", "1234567890123456789"})
    EXPECT_FALSE(parse_exact(bad)) << bad;
  EXPECT_EQ(to_decimal(1, 3, 2), "0,33");
  EXPECT_EQ(to_decimal(-5, 2, 0), "-3");
  EXPECT_EQ(to_decimal(12'000, 1, 2), "12\u202f000");
}

}  // namespace
}  // namespace pacte::rule
