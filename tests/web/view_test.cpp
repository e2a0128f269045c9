#include "web/view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pacte::web {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view pragma = R"({{%AUTOESCAPE context="HTML"}})";

// Loads one view of its own name and renders it.
std::string render(std::string_view body, std::function<void(View&)> const& fill = {},
                   Locale locale = Locale::fr) {
  static int number = 0;
  auto const name = fmt::format("v{}.html", ++number);
  auto const content = std::string{pragma} + std::string{body};
  load_views("test", {{name, content}});
  Document document{"test/" + name, locale};
  if (fill) fill(document.root());
  return document.render();
}

void expect_refused(std::string const& content) {
  EXPECT_THROW(load_views("test", {{"refused.html", content}}), std::runtime_error) << content;
}

TEST(View, EscapesTextAndAttributes) {
  auto const out = render(R"(<p title="{{T}}">{{T}}</p>)",
                          [](View& view) { view.set("T", R"(<b a='x' c="y">&)"); });
  EXPECT_THAT(out, HasSubstr("&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;</p>"));
  EXPECT_THAT(out, Not(HasSubstr("<b")));
}

TEST(View, RefusesUrlsThatRunScripts) {
  for (auto const* url : {"javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x",
                          "java\nscript:alert(1)", "vbscript:x"}) {
    auto const out = render(R"(<a href="{{U}}">x</a>)", [&](View& view) { view.set("U", url); });
    EXPECT_THAT(out, HasSubstr("href=\"#\"")) << url;
  }
}

TEST(View, LetsOrdinaryUrlsPass) {
  for (auto const* url : {"/plans/a", "https://exemple.fr/?a=1", "#l12", "?q=x"}) {
    auto const out = render(R"(<a href="{{U}}">x</a>)", [&](View& view) { view.set("U", url); });
    EXPECT_THAT(out, HasSubstr(fmt::format("href=\"{}\"", url)));
  }
}

TEST(View, TrustedHtmlIsInsertedAsItIs) {
  auto const out = render("<div>{{H:none}}</div>{{T}}",
                          [](View& view) { view.set_trusted_html("H", "<svg></svg>"); });
  EXPECT_THAT(out, HasSubstr("<div><svg></svg></div>"));
  EXPECT_FALSE(takes_text("H"));
  EXPECT_TRUE(takes_text("T"));
  EXPECT_FALSE(takes_text("NULLE_PART"));
}

TEST(View, SectionsRepeatAndStayHidden) {
  auto const out = render("{{#S}}<li>{{N}}</li>{{/S}}{{#HIDDEN}}non{{/HIDDEN}}", [](View& view) {
    for (std::int64_t i = 1; i <= 3; ++i)
      view.section("S").set("N", i);
  });
  EXPECT_THAT(out, HasSubstr("<li>1</li><li>2</li><li>3</li>"));
  EXPECT_THAT(out, Not(HasSubstr("non")));
}

TEST(View, OptionalShowsItsSection) {
  auto const body = "{{#A_GIVEN}}[{{A}}]{{/A_GIVEN}}";
  EXPECT_THAT(render(body, [](View& view) { view.set_optional("A", "x"); }), HasSubstr("[x]"));
  EXPECT_THAT(render(body, [](View& view) { view.set_optional("A", ""); }), Not(HasSubstr("[")));
}

TEST(View, TranslatesAndEscapesTexts) {
  auto const body = R"(<a href="{{BASE}}/plans" lang="{{LANG}}" title="[[Fil d’Ariane]]">[[
    Aller
      au contenu]]</a>)";
  EXPECT_THAT(render(body), HasSubstr("Aller au contenu</a>"));
  auto const english = render(body, {}, Locale::en);
  EXPECT_THAT(english, HasSubstr("Skip to content"));
  EXPECT_THAT(english, HasSubstr("title=\"Breadcrumb\""));
  EXPECT_THAT(english, HasSubstr("href=\"/en/plans\" lang=\"en\""));
  EXPECT_THAT(render("[[a & <b>]]"), HasSubstr("a &amp; &lt;b&gt;"));
}

TEST(View, MarkersInTextsAreFilled) {
  auto const out =
      render("[[Erreur {{STATUS}}]]", [](View& view) { view.set("STATUS", "<4>"); }, Locale::en);
  EXPECT_THAT(out, HasSubstr("Error &lt;4&gt;"));
}

TEST(View, IncludesTheViewOfItsLanguage) {
  std::string const part = std::string{pragma} + "<b>[[Accueil]] {{X}}</b>";
  load_views("test", {{"part.html", part}});
  for (auto const locale : {Locale::fr, Locale::en}) {
    auto const out = render(
        "<p>{{>PART}}</p>",
        [](View& view) { view.include("PART", "test/part.html").set("X", "<"); }, locale);
    EXPECT_THAT(out, HasSubstr(locale == Locale::fr ? "<b>Accueil &lt;</b>" : "<b>Home &lt;</b>"));
  }
}

TEST(View, KeepsSpacesBetweenInlineElements) {
  auto const out = render("<p>\n    <a>x</a>\n    <a>y</a>\n\n  </p>\n");
  EXPECT_THAT(out, HasSubstr("<a>x</a>\n<a>y</a>"));
  EXPECT_THAT(out, Not(HasSubstr("  ")));
}

TEST(View, ReportsTextsWithoutEnglish) {
  render("[[texte sans anglais]]");
  EXPECT_THAT(untranslated_texts(), testing::Contains(HasSubstr(": texte sans anglais")));
}

TEST(LoadViews, RefusesAViewWithoutThePragma) {
  expect_refused("<p>{{X}}</p>");
  expect_refused("<!-- x -->" + std::string{pragma});
}

TEST(LoadViews, RefusesWhatDoesNotParse) {
  expect_refused(std::string{pragma} + "{{#A}}x");
  expect_refused(std::string{pragma} + "[[x");
  expect_refused(std::string{pragma} + "x]]");
}

TEST(LoadViews, RefusesWhatEscapingCannotMakeSafe) {
  for (auto const* body :
       {"<p class={{X}}>", "<p onclick=\"f('{{X}}')\">", "<p style=\"color:{{X}}\">",
        "<script>var x = '{{X}}';</script>", "<style>p{}</style>", "<img srcset=\"{{X}} 2x\">",
        "<button formaction=\"{{X}}\">"}) {
    expect_refused(std::string{pragma} + body);
  }
}

TEST(LoadViews, AcceptsAnEqualsSignInText) {
  EXPECT_THAT(render("<p>total = {{X}}</p>", [](View& view) { view.set("X", std::int64_t{3}); }),
              HasSubstr("total = 3"));
}

TEST(LoadViews, MissingViewThrowsWhenRendered) {
  Document const document{"test/nulle-part.html", Locale::fr};
  EXPECT_THROW(static_cast<void>(document.render()), std::logic_error);
}

}  // namespace
}  // namespace pacte::web
