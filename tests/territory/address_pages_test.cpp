// Addresses as pages and programs ask for them, on a site without an address service.
#include <gmock/gmock.h>

#include "territory/reference_site.hpp"

namespace pacte::territory {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AddressSite : public ReferenceSite {};

TEST_P(AddressSite, APageNamesTheCommuneAndSaysThatItKnowsNoMore) {
  auto const found = get("/territoires?lieu=12+rue+de+la+R%C3%A9publique%2C+Montpellier");
  EXPECT_EQ(found.status, 200);
  EXPECT_FALSE(found.cacheable);
  EXPECT_THAT(found.body, HasSubstr("Seule la commune est reconnue"));
  EXPECT_THAT(found.body, HasSubstr("/territoires/commune/34172"));
  EXPECT_THAT(get("/en/territoires?lieu=12+rue+Haute%2C+Foix").body,
              HasSubstr("Only the commune is recognised"));
  EXPECT_THAT(get("/territoires?lieu=12+rue+Xyz%2C+Zzzzqqq").body, HasSubstr("Aucune commune"));
  // A name is no address, even one that holds the word of a way.
  EXPECT_THAT(get("/territoires?lieu=Villeneuve-l%C3%A8s-Maguelone").body,
              Not(HasSubstr("Seule la commune")));
}

TEST_P(AddressSite, TheApiAnswersTheSame) {
  auto const found = api("/api/v1/addresses?q=12%20rue%20de%20la%20R%C3%A9publique%2C%20Toulouse");
  ASSERT_EQ(found.at("items").size(), 1U);
  auto const& item = found.at("items").at(0);
  EXPECT_EQ(item.at("precision"), "commune");
  EXPECT_EQ(item.at("commune").at("id"), "commune:31555");
  EXPECT_TRUE(item.at("lon").is_null());
  EXPECT_THAT(found.at("note").get<std::string>(), HasSubstr("aucun service"));
  EXPECT_EQ(get("/api/v1/addresses").status, 400);
  EXPECT_EQ(get("/api/v1/addresses?q=" + std::string(201, 'a')).status, 400);
}

PACTE_ON_BOTH_DATABASES(AddressSite);

}  // namespace
}  // namespace pacte::territory
