#include "web/form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pacte::web {
namespace {

using testing::HasSubstr;
using testing::Not;

Parameters given(std::string_view encoded) {
  return *Parameters::parse(encoded);
}

std::string error_of(FormReader const& form, std::string_view field) {
  for (auto const& error : form.errors()) {
    if (error.field == field) return error.message;
  }
  return {};
}

TEST(FormReader, ReadsTypedFields) {
  auto const sent =
      given("nom=+Ana+%C3%A9+&age=42&plan=b&accord=on&courriel=a%40b.fr&mot=+secret+");
  FormReader form{sent, Locale::fr};
  EXPECT_EQ(form.text("nom", 1, 10), "Ana é");
  EXPECT_EQ(form.integer("age", 0, 150), 42);
  EXPECT_EQ(form.choice("plan", {"a", "b"}), "b");
  EXPECT_TRUE(form.checked("accord"));
  EXPECT_FALSE(form.checked("lettre"));
  EXPECT_EQ(form.email("courriel"), "a@b.fr");
  EXPECT_EQ(form.secret("mot", 1, 20), " secret ");
  form.refuse_unknown();
  EXPECT_TRUE(form.ok());
}

TEST(FormReader, CountsCodePointsNotBytes) {
  auto const sent = given("a=%C3%A9%C3%A9%C3%A9");
  FormReader form{sent, Locale::fr};
  form.text("a", 3, 3);
  EXPECT_TRUE(form.ok());
}

TEST(FormReader, RefusesOutOfBounds) {
  auto const sent = given("vide=+++&court=ab&long=abcdef&n=12x&grand=11&choix=z&case=peut-etre");
  FormReader form{sent, Locale::fr};
  form.text("vide", 1, 9);
  form.text("court", 3, 9);
  form.text("long", 1, 5);
  form.integer("n", 0, 9);
  form.integer("grand", 0, 10);
  form.choice("choix", {"a"});
  form.checked("case");
  form.text("absent", 1, 9);
  EXPECT_EQ(error_of(form, "vide"), "Ce champ est à remplir.");
  EXPECT_EQ(error_of(form, "court"), "Il faut au moins 3 caractères.");
  EXPECT_EQ(error_of(form, "long"), "5 caractères au plus ; il y en a 6.");
  EXPECT_EQ(error_of(form, "n"), "Un nombre entier est attendu.");
  EXPECT_EQ(error_of(form, "grand"), "Un nombre de 0 à 10 est attendu.");
  EXPECT_NE(error_of(form, "choix"), "");
  EXPECT_NE(error_of(form, "case"), "");
  EXPECT_NE(error_of(form, "absent"), "");
}

TEST(FormReader, SpeaksTheLanguageOfThePage) {
  auto const sent = given("a=");
  FormReader form{sent, Locale::en};
  form.text("a", 1, 5);
  EXPECT_EQ(error_of(form, "a"), "This field is required.");
}

TEST(FormReader, RefusesControlCharacters) {
  auto const sent = given("a=x%1By&b=x%0Ay");
  FormReader form{sent, Locale::fr};
  form.text("a", 1, 9);
  form.text("b", 1, 9);
  EXPECT_NE(error_of(form, "a"), "");
  EXPECT_EQ(error_of(form, "b"), "");
}

TEST(FormReader, RefusesFieldsNobodyReads) {
  auto const sent = given("csrf=x&a=1&role=admin&role=admin");
  FormReader form{sent, Locale::fr};
  form.text("a", 1, 9);
  form.refuse_unknown();
  ASSERT_EQ(form.errors().size(), 1U);
  EXPECT_EQ(form.errors()[0].field, "role");
}

TEST(FormReader, RefusesAFieldSentTwice) {
  auto const sent = given("a=1&a=2");
  FormReader form{sent, Locale::fr};
  form.text("a", 1, 9);
  form.refuse_unknown();
  EXPECT_NE(error_of(form, "a"), "");
}

TEST(FormReader, ChecksAddresses) {
  for (auto const* good : {"a@b.fr", "prénom", "prenom.nom+x@sous.domaine.example"}) {
    Parameters sent;
    sent.add("c", good);
    FormReader form{sent, Locale::fr};
    form.email("c");
    EXPECT_EQ(form.ok(), std::string_view{good} != "prénom") << good;
  }
  for (auto const* bad : {"@b.fr", "a@", "a@b", "a b@c.fr", "a@b..fr", "a@-b.fr", "a@b.fr@c.fr"}) {
    Parameters sent;
    sent.add("c", bad);
    FormReader form{sent, Locale::fr};
    form.email("c");
    EXPECT_FALSE(form.ok()) << bad;
  }
}

TEST(FillForm, ShowsValuesErrorsAndToken) {
  load_views("test", {{"form.html",
                       R"({{%AUTOESCAPE context="HTML"}}<input type="hidden" value="{{CSRF}}">
{{#ERRORS}}<ul>{{#ERROR}}<li><a href="#{{FIELD}}">{{MESSAGE}}</a></li>{{/ERROR}}</ul>{{/ERRORS}}
<input value="{{NOM}}">{{#NOM_ERROR}}<b>{{MESSAGE}}</b>{{/NOM_ERROR}}<input value="{{MOT}}">{{INTRO_HTML:none}})"}});
  Document document{"test/form.html", Locale::fr};
  Request request;
  request.principal.csrf_token = "jeton";
  fill_form(document.root(), request,
            given("nom=%3Cb%3E&mot=secret&csrf=faux&intro_html=%3Cscript%3E"), {{"nom", "Non."}},
            {"mot"});
  auto const out = document.render();
  EXPECT_THAT(out, HasSubstr("value=\"jeton\""));
  EXPECT_THAT(out, HasSubstr("value=\"&lt;b&gt;\"><b>Non.</b>"));
  EXPECT_THAT(out, HasSubstr("<a href=\"#nom\">Non.</a>"));
  EXPECT_THAT(out, Not(HasSubstr("secret")));
  EXPECT_THAT(out, Not(HasSubstr("faux")));
  EXPECT_THAT(out, Not(HasSubstr("<script>")));
}

}  // namespace
}  // namespace pacte::web
