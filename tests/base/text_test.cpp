#include "base/text.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace pacte {
namespace {

// Valid text of all sorts: Latin, ligatures, marks, wide forms, capitals that only compatibility
// makes plain, emoji, spaces.
std::string any_text(std::mt19937& random, std::size_t most) {
  static std::vector<std::string> const letters{
      "a", "B", "é", "É",       "œ",      "Œ",      "Æ",      "ß",      "ẞ",      "ﬁ",
      "ŉ", "İ", "ı", "e\u0301", "\u0323", "\u0345", "ᾳ",      "ǰ",      "Σ",      "ς",
      "K", "Å", "™", "𝐀",       "Ⓐ",      "Ａ",     "㎏",     "½",      "’",      "‘",
      "‑", "—", "…", "«",       "»",      "€",      "\u00A0", "\u202F", " ",      "\t",
      "-", "/", "7", "٣",       "각",     "中",     "👍🏽",   "\u200D", "\u00AD", "ʼ"};
  std::string text;
  auto const size = random() % (most + 1);
  for (std::size_t i = 0; i < size; ++i)
    text += letters[random() % letters.size()];
  return text;
}

constexpr int rounds = 5'000;

TEST(Utf8, findsTheFirstInvalidByte) {
  EXPECT_EQ(first_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("déjà 👍 vu"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(first_invalid_utf8("é\xC3"), 2U);             // cut
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0U);          // overlong
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U);      // surrogate
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // past U+10FFFF
}

TEST(Utf8, countsCodePoints) {
  EXPECT_EQ(length(""), 0U);
  EXPECT_EQ(length("été"), 3U);
  EXPECT_EQ(length("👍🏽"), 2U);
}

TEST(Fold, makesEqualWhatReadersTakeForEqual) {
  EXPECT_EQ(fold("Œuvre d’État"), "oeuvre d'etat");
  EXPECT_EQ(fold("ÆGIDE"), "aegide");
  EXPECT_EQ(fold("Saint\u2011Gély\u00A0du\u202FFesc"), "saint-gely du fesc");
  EXPECT_EQ(fold("e\u0301"), fold("é"));
  EXPECT_EQ(fold("STRASSE"), fold("straße"));
  EXPECT_EQ(fold("𝐀™"), "atm");
}

TEST(Fold, isIdempotentAndValid) {
  std::mt19937 random{1};
  for (int i = 0; i < rounds; ++i) {
    auto const text = any_text(random, 12);
    auto const once = fold(text);
    ASSERT_EQ(fold(once), once) << text;
    ASSERT_EQ(first_invalid_utf8(once), std::nullopt) << text;
  }
}

TEST(Slug, keepsLettersAndDigitsAlone) {
  EXPECT_EQ(slug("Œuvre d’État"), "oeuvre-d-etat");
  EXPECT_EQ(slug("  « Action 29 » : 3 000 € !"), "action-29-3-000");
  EXPECT_EQ(slug("…"), "");
  EXPECT_EQ(slug("Ελλάδα"), "ελλαδα");
}

TEST(Slug, isIdempotentWithoutHyphensAtTheEndsNorTwice) {
  std::mt19937 random{2};
  for (int i = 0; i < rounds; ++i) {
    auto const text = any_text(random, 12);
    auto const once = slug(text);
    ASSERT_EQ(slug(once), once) << text;
    ASSERT_FALSE(once.starts_with('-') || once.ends_with('-')) << text;
    ASSERT_EQ(once.find("--"), std::string::npos) << text;
  }
}

TEST(Trim, takesTheEndsAlone) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Split, givesOneMorePartThanSeparators) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(split("a,b,,c", ','), (Parts{"a", "b", "", "c"}));
  EXPECT_EQ(split("", ','), Parts{""});
  EXPECT_EQ(split(",", ','), (Parts{"", ""}));
}

TEST(Shorten, cutsAtASpaceWhenOneIsNear) {
  EXPECT_EQ(shorten("court", 5), "court");
  EXPECT_EQ(shorten("un texte trop long", 12), "un texte…");
  EXPECT_EQ(shorten("anticonstitutionnellement", 5), "anti…");
  EXPECT_EQ(shorten("éééé", 3), "éé…");
  EXPECT_EQ(shorten("abc", 1), "…");
  EXPECT_EQ(shorten("abc", 0), "");
}

TEST(Shorten, neverCutsACodePointNorGoesPastTheMost) {
  std::mt19937 random{3};
  for (int i = 0; i < rounds; ++i) {
    auto const text = any_text(random, 20);
    auto const most = random() % 15;
    auto const shortened = shorten(text, most);
    ASSERT_EQ(first_invalid_utf8(shortened), std::nullopt) << text;
    ASSERT_LE(length(shortened), most) << text;
    if (length(text) <= most) {
      ASSERT_EQ(shortened, text);
    }
  }
}

TEST(Integer, isReadWholeOrNotAtAll) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("-12"), -12);
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  for (auto const* text : {"", " 1", "1 ", "+1", "1.0", "0x1", "9223372036854775808", "-"}) {
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
  }
}

TEST(Grouped, putsThousandsApartInBothLanguages) {
  EXPECT_EQ(grouped(std::int64_t{0}), "0");
  EXPECT_EQ(grouped(std::int64_t{999}), "999");
  EXPECT_EQ(grouped(std::int64_t{-1'234'567}), "−1\u202F234\u202F567");
  EXPECT_EQ(grouped(std::int64_t{1'234'567}, Digits::english), "1,234,567");
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::min(), Digits::english),
            "−9,223,372,036,854,775,808");
}

TEST(Grouped, keepsADecimalAsItWasGiven) {
  EXPECT_EQ(grouped(1234.5), "1\u202F234,5");
  EXPECT_EQ(grouped(0.1), "0,1");
  EXPECT_EQ(grouped(-2.0), "−2");
  EXPECT_EQ(grouped(-0.0), "0");
  EXPECT_EQ(grouped(1e300), "1e+300");
  EXPECT_EQ(grouped(std::nan("")), "nan");
}

TEST(Sha256, isTheOneOfTheStandard) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(RandomHex, hasItsLengthAndDiffers) {
  EXPECT_EQ(random_hex(16).size(), 32U);
  EXPECT_NE(random_hex(16), random_hex(16));
  EXPECT_EQ(random_hex(0), "");
}

}  // namespace
}  // namespace pacte
