#include "aid/scheme_form.hpp"

#include <gtest/gtest.h>

namespace pacte::aid {
namespace {

std::vector<Ambition> const ambitions{{"p/i", "I", "Alimentation"}, {"p/ii", "II", "Santé"}};

TEST(SchemeForm, everyPartIsReadBackAsFilled) {
  SchemeContent content;
  content.label = "Aide";
  content.status.values = {"planned"};
  content.eligibility = {"Une condition", "Une autre"};
  content.forms.values = {"grant", "loan"};
  content.rate = BasisPoints{1'250};
  content.ceiling = Euros{30'000'050};
  content.contacts = {{"Tarbes", "05"}, {"Rodez", ""}};
  content.plans = {{"p/i", "Ainsi"}};
  content.ambitions = {{"p/i", "Ainsi"}};
  content.no_contradiction = {{"p/ii", "Sans effet"}};
  content.coherence = "Aucune";
  content.sources = {{"d/one", "12"}};
  SchemeContent read;
  for (auto const& part : scheme_parts()) {
    auto const form = form_of(content, part.part, ambitions, Digits::french);
    web::FormReader reader{form, web::Locale::fr};
    read = read_part(reader, form, std::move(read), part.part, ambitions);
    reader.refuse_unknown();
    EXPECT_TRUE(reader.ok()) << part.name << ": " << reader.errors().front().field;
  }
  EXPECT_EQ(read, content);
}

TEST(SchemeForm, refusesAnUnknownFieldAnOrphanNoteAndNumbersThatAreNone) {
  web::Parameters given;
  given.add("rate_basis_points", "beaucoup");
  given.add("ceiling_cents", "3 M€");
  given.add("surplus", "1");
  web::FormReader reader{given, web::Locale::fr};
  read_part(reader, given, {}, Part::amounts, {});
  reader.refuse_unknown();
  std::vector<std::string> fields;
  for (auto const& error : reader.errors())
    fields.push_back(error.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"rate_basis_points", "ceiling_cents", "surplus"}));
  web::Parameters orphan;
  orphan.add("plans-2-how", "Ainsi");
  web::FormReader second{orphan, web::Locale::fr};
  read_part(second, orphan, {}, Part::plans, {});
  ASSERT_EQ(second.errors().size(), 1U);
  EXPECT_EQ(second.errors().front().field, "plans-2-node");
}

TEST(SchemeForm, readsAmountsAsPeopleWriteThem) {
  EXPECT_EQ(parse_euros("12 000"), Euros{12'000'00});
  EXPECT_EQ(parse_euros("12\u202F000,5 €"), Euros{12'000'50});
  EXPECT_EQ(parse_euros("0.05"), Euros{5});
  EXPECT_EQ(parse_share("12,5 %"), BasisPoints{1'250});
  for (auto const* text : {"", "€", "-3", "1,234", "12,", "1 M", "99999999999999", "1e3"}) {
    EXPECT_FALSE(parse_euros(text)) << text;
  }
}

}  // namespace
}  // namespace pacte::aid
