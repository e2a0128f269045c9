// The page of cumulation as a link opens it, and its form.
#include "aid/pages.hpp"
#include "aid/scheme_fixture.hpp"
#include "aid/site_fixture.hpp"

namespace pacte::aid {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CumulationPagesTest : public OnSite<SchemeTest> {
 protected:
  void SetUp() override {
    OnSite<SchemeTest>::SetUp();
    asking = officer("ada");
    asking.csrf_token = "token";
  }

  std::string scheme_under(std::string const& regime, std::string const& article) {
    auto const begun = draft();
    auto content = complete(begun.content);
    content.regime.values = {regime};
    content.regime_article = article;
    auto const saved = save_scheme(database(), noon, officer("ada"), {ref(begun), content});
    EXPECT_TRUE(saved);
    auto const asked = propose_scheme(database(), noon, officer("ada"), ref(*saved));
    EXPECT_TRUE(asked);
    EXPECT_TRUE(publish_scheme(database(), noon, officer("bob"), ref(*asked)));
    return begun.scheme;
  }
};

TEST_P(CumulationPagesTest, aLinkBringsTheAmountAndTheRegimeOfAScheme) {
  auto const id = scheme_under("block_exemption", "article 17");
  auto const page = get(cumulation_path(id, {12'000'00}, Euros{80'000'00}));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Aide au vélo"));
  EXPECT_THAT(page.body, HasSubstr("<option value=\"rgec-17\" selected>"));
  EXPECT_THAT(page.body, HasSubstr("value=\"12\u202F000\u00A0€\""));
  EXPECT_THAT(page.header("Cache-Control"), HasSubstr("no-store"));
}

TEST_P(CumulationPagesTest, anArticleWithSeveralRegimesIsLeftToChoose) {
  auto const id = scheme_under("block_exemption", "article 25");
  EXPECT_THAT(get(cumulation_path(id, {100})).body, HasSubstr("Choisissez l’article"));
}

TEST_P(CumulationPagesTest, aDraftIsNotShown) {
  auto const begun = draft();
  EXPECT_THAT(get(cumulation_path(begun.scheme, {100})).body, Not(HasSubstr("Aide au vélo")));
}

TEST_P(CumulationPagesTest, rowsAreAddedWhenAskedFor) {
  EXPECT_THAT(get("/cumul").body, Not(HasSubstr("account-2-amount")));
  auto const more = post("/cumul", "account-1-amount=&more=account");
  EXPECT_THAT(more.body, HasSubstr("account-2-amount"));
  auto const done = post("/cumul", "asked-amount=100&account-1-amount=&account-2-amount=");
  EXPECT_EQ(done.status, 200);
  EXPECT_THAT(done.body, Not(HasSubstr("account-2-amount")));
}

TEST_P(CumulationPagesTest, theSummaryNamesTheField) {
  auto const page = post("/cumul", "asked-amount=beaucoup&account-1-reference=Une+aide");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("href=\"#account-1-amount\">Aide 1, Montant, en euros : "));
}

PACTE_ON_BOTH_DATABASES(CumulationPagesTest);

}  // namespace
}  // namespace pacte::aid
