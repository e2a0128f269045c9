#include "base/euros.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace pacte {
namespace {

TEST(Euros, showCentsOnlyWhenThereAreSome) {
  EXPECT_EQ(to_text(Euros{0}), "0\u00A0€");
  EXPECT_EQ(to_text(Euros{150'000'000}), "1\u202F500\u202F000\u00A0€");
  EXPECT_EQ(to_text(Euros{1'250}), "12,50\u00A0€");
  EXPECT_EQ(to_text(Euros{5}), "0,05\u00A0€");
}

TEST(Euros, keepTheSign) {
  EXPECT_EQ(to_text(Euros{-5}), "−0,05\u00A0€");
  EXPECT_EQ(to_text(Euros{-123'456}), "−1\u202F234,56\u00A0€");
  EXPECT_EQ(to_text(Euros{-123'456}, Digits::english), "−€1,234.56");
  EXPECT_EQ(to_text(Euros{std::numeric_limits<std::int64_t>::min()}, Digits::english),
            "−€92,233,720,368,547,758.08");
}

TEST(Euros, areWrittenTheEnglishWay) {
  EXPECT_EQ(to_text(Euros{1'250}, Digits::english), "€12.50");
  EXPECT_EQ(to_short_text(Euros{80'000'000'000}, Digits::english), "€800m");
  EXPECT_EQ(to_short_text(Euros{630'000'000'000}, Digits::english), "€6.3bn");
}

TEST(ShortEuros, areExact) {
  EXPECT_EQ(to_short_text(Euros{80'000'000'000}), "800\u00A0M€");
  EXPECT_EQ(to_short_text(Euros{62'259'100'000}), "622,591\u00A0M€");
  EXPECT_EQ(to_short_text(Euros{630'000'000'000}), "6,3\u00A0Md€");
  EXPECT_EQ(to_short_text(Euros{100'000'000}), "1\u00A0M€");
}

TEST(ShortEuros, fallBackOnTheWholeText) {
  EXPECT_EQ(to_short_text(Euros{99'999'999}), to_text(Euros{99'999'999}));
  EXPECT_EQ(to_short_text(Euros{100'000'001}), to_text(Euros{100'000'001}));
  EXPECT_EQ(to_short_text(Euros{-100'000'000}), to_text(Euros{-100'000'000}));
  EXPECT_EQ(to_short_text(Euros{0}), "0\u00A0€");
}

}  // namespace
}  // namespace pacte
