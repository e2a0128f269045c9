#include "aid/stated.hpp"

#include <gtest/gtest.h>

namespace pacte::aid {
namespace {

std::string mentioned(char const* field, SchemeContent const& content) {
  auto const found = mention_of(*scheme_field(field), content);
  return found ? found->sentence : "";
}

TEST(Stated, aFieldWithoutValueWhoseSubjectIsSpokenOfIsNotSilent) {
  SchemeContent content;
  content.amounts = {"1 500 places", "enveloppe 2022 : 5,5 M€"};
  content.eligibility = {"Communes de moins de 5 000 habitants"};
  EXPECT_EQ(mentioned("envelope_cents", content), "enveloppe 2022 : 5,5 M€");
  EXPECT_EQ(mention_of(*scheme_field("envelope_cents"), content)->where, scheme_field("amounts"));
  EXPECT_EQ(mentioned("territories", content), "Communes de moins de 5 000 habitants");
  EXPECT_EQ(mentioned("regime", content), "");
  EXPECT_EQ(mentioned("contacts", content), "");
  content.envelope = Euros{550'000'000};
  EXPECT_EQ(mentioned("envelope_cents", content), "");  // it has a value
}

TEST(Stated, wordsAreWholeFromTheirBeginning) {
  SchemeContent content;
  content.eligibility = {"Favoriser l’éclosion de talents"};  // not « clos »
  EXPECT_EQ(mentioned("when_to_apply", content), "");
  content.eligibility = {"Avance remboursable"};
  EXPECT_EQ(mentioned("forms", content), "Avance remboursable");
  EXPECT_EQ(mentioned("beneficiary_kinds", content), "");
  content.beneficiaries = "Quiconque";
  EXPECT_EQ(mentioned("beneficiary_kinds", content), "Quiconque");
}

TEST(Stated, figuresTellNothingOfWhatIsNotMoney) {
  SchemeContent content;
  content.amounts = {"232 projets à Toulouse"};
  EXPECT_EQ(mentioned("territories", content), "");
  EXPECT_EQ(mentioned("eligible_projects", content), "");
  content.eligibility = {"Mobilités douces"};
  EXPECT_EQ(mentioned("eligible_projects", content), "Mobilités douces");
}

TEST(Stated, aFigureThatGaveAValueTellsNothingOfAnother) {
  SchemeContent content;
  content.amounts = {"plafond 3 071 €"};
  content.ceiling = Euros{307'100};
  EXPECT_EQ(mentioned("envelope_cents", content), "");
  content.ceiling.reset();  // an officer took it away: the sentence is all there is
  EXPECT_EQ(mentioned("ceiling_cents", content), "plafond 3 071 €");
}

TEST(Stated, aValueKeepsTheSentenceItWasReadIn) {
  SchemeContent content;
  content.amounts = {"plafond 3 071 €", "dont 200 € en subvention"};
  content.ceiling = Euros{307'100};
  content.forms.values = {"grant"};
  auto const read = read_from(content);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].field->name, "forms");
  EXPECT_EQ(read[0].sentences, Texts{"dont 200 € en subvention"});
  EXPECT_EQ(read[1].sentences, Texts{"plafond 3 071 €"});
  content.ceiling = Euros{1};  // written by somebody
  EXPECT_EQ(read_from(content).size(), 1U);
}

}  // namespace
}  // namespace pacte::aid
