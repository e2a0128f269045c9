#include "aid/rule_check.hpp"

#include "aid/rule_fixture.hpp"

namespace pacte::aid {
namespace {

using ::testing::HasSubstr;

class RuleCheckTest : public RuleTest {
 protected:
  std::vector<FieldError> gaps(std::string const& scheme, std::string const& text) {
    auto reading = database().read();
    return rule_gaps(reading, scheme, text, noon);
  }
};

TEST_P(RuleCheckTest, passesRulesOfTheScheme) {
  load();
  EXPECT_TRUE(gaps("a/fund", fund_rules("20")).empty());
}

TEST_P(RuleCheckTest, refusesTheRecordOfAnotherScheme) {
  load();
  auto text = fund_rules("20");
  text.replace(text.find("fonds_regional"), 14, "pret_regional");
  auto const found = gaps("a/loan", text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].field, "rules/3:7");
  EXPECT_THAT(found[0].message, HasSubstr("« a/fund » n’est pas celle de ce dispositif"));
  EXPECT_THAT(found[0].message, HasSubstr("fiche \"a/loan\""));
}

TEST_P(RuleCheckTest, refusesLinesThatTheDocumentDoesNotHave) {
  load();
  auto text = fund_rules("20");
  text.replace(text.find("lignes 3-4"), 10, "lignes 99999");
  auto const found = gaps("a/fund", text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].message, HasSubstr("« d/one » va de la ligne 1 à la ligne 5000."));
}

PACTE_ON_BOTH_DATABASES(RuleCheckTest);

}  // namespace
}  // namespace pacte::aid
