// The pages and the API over the sample: who may do what, and what a visitor reads.
#include "diagnostic/pages.hpp"

#include <gmock/gmock.h>

#include "diagnostic/api.hpp"
#include "diagnostic_fixture.hpp"
#include "search/index.hpp"
#include "web/server.hpp"
#include "web/view.hpp"

namespace pacte::diagnostic {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DiagnosticPagesTest : public DiagnosticTest {
 protected:
  void SetUp() override {
    DiagnosticTest::SetUp();
    if (IsSkipped()) return;
    load();
    web::load_views("source", source::source_module().views);
    web::load_views("diagnostic", diagnostic_module().views);
    auto const shared = std::shared_ptr<Context const>{&context(), [](Context const*) {}};
    web::Router router;
    add_questionnaire_pages(router, shared);
    add_result_pages(router, shared);
    add_account_pages(router, shared);
    add_api(router, shared);
    server_ = std::make_unique<web::Server>(
        web::ServerSettings{}, std::move(router),
        [this](web::Request const&) { return who ? as(*who) : web::Principal{}; });
  }

  void TearDown() override {
    server_.reset();
    DiagnosticTest::TearDown();
  }

  web::Response get(std::string const& target) {
    web::Request request;
    request.target = target;
    return send(std::move(request));
  }

  /// With the token of the person's session.
  web::Response post(std::string const& target, std::string const& body,
                     std::string const& csrf = "csrf") {
    web::Request request;
    request.method = web::Method::post;
    request.target = target;
    request.headers["content-type"] = "application/x-www-form-urlencoded";
    request.body = "csrf=" + csrf + "&" + body;
    return send(std::move(request));
  }

  Json assess(std::string const& body, int status) {
    web::Request request;
    request.method = web::Method::post;
    request.target = "/api/v1/diagnostics/sample/assessments";
    request.headers["content-type"] = "application/json";
    request.body = body;
    auto const response = send(std::move(request));
    EXPECT_EQ(response.status, status) << response.body;
    return parse_json(response.body).value_or(Json{});
  }

  std::optional<identity::PersonId> who;

 private:
  web::Response send(web::Request request) {
    request.headers["host"] = "localhost";
    request.remote = "192.0.2.9";
    return server_->respond(std::move(request));
  }

  std::unique_ptr<web::Server> server_;
};

TEST_P(DiagnosticPagesTest, aVisitorReadsTheListAndTheFirstPage) {
  EXPECT_THAT(get("/diagnostics").body, HasSubstr("Sample"));
  auto const page = get("/diagnostics/sample");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("name=\"q.people\""));
  EXPECT_EQ(get("/diagnostics/none").status, 404);
}

TEST_P(DiagnosticPagesTest, aStepThatIsWrongOrUnknownIsShownAgain) {
  who = ada;
  auto const wrong = post("/diagnostics/sample", "step=profil&go=next&shown=people&q.people=x");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("role=\"alert\""));
  EXPECT_EQ(post("/diagnostics/sample", "step=profil&go=next&shown=people").status, 422)
      << "the headcount chooses the module";
  EXPECT_EQ(post("/diagnostics/sample", "step=nowhere&q.people=4").status, 200);
  EXPECT_EQ(post("/diagnostics/sample", "step=profil&q.people=4", "forged").status, 403);
}

TEST_P(DiagnosticPagesTest, theLastStepLeadsToAResultThatReads) {
  who = ada;
  auto const done = post("/diagnostics/sample",
                         "step=three&go=next&shown=share&q.people=4&q.choice=all&q.share=60");
  ASSERT_EQ(done.status, 303);
  auto const result = get(done.header("Location"));
  EXPECT_EQ(result.status, 200);
  EXPECT_THAT(result.body, HasSubstr("<svg"));
  EXPECT_THAT(result.body, HasSubstr("/dispositifs/a/fund"));
}

// Each step has an address: going back to it asks the browser nothing.
TEST_P(DiagnosticPagesTest, eachStepLeadsToTheAddressOfTheNext) {
  who = ada;
  auto const next = post("/diagnostics/sample", "step=profil&go=next&shown=people&q.people=40");
  ASSERT_EQ(next.status, 303);
  EXPECT_THAT(next.header("Location"), HasSubstr("etape=one"));
  EXPECT_THAT(get(next.header("Location")).body, HasSubstr("name=\"q.choice\""));
  auto const more =
      post("/diagnostics/sample", "step=one&go=next&shown=choice&q.people=40&q.choice=all");
  ASSERT_EQ(more.status, 303);
  auto const again = get(more.header("Location")).body;
  EXPECT_THAT(again, HasSubstr("une question de plus"));
  EXPECT_THAT(again, HasSubstr("name=\"q.after\""));
  auto const back = post("/diagnostics/sample", "step=one&go=back&q.people=40");
  EXPECT_THAT(back.header("Location"), HasSubstr("etape=profil"));
}

TEST_P(DiagnosticPagesTest, aProofGoesAlongToTheResultAndTheAccount) {
  who = ada;
  std::string const answers = "&q.people=4&q.choice=all&q.share=60&p.choice=Rapport+2025+%3Cb%3E";
  auto const next = post("/diagnostics/sample", "step=one&go=next&shown=choice" + answers);
  ASSERT_EQ(next.status, 303);
  EXPECT_THAT(get(next.header("Location")).body, HasSubstr("name=\"p.choice\" value=\"Rapport"));
  auto const done = post("/diagnostics/sample", "step=three&go=next&shown=share" + answers);
  auto const location = done.header("Location");
  EXPECT_THAT(get(location).body, HasSubstr("Rapport 2025 &lt;b&gt;"));
  ASSERT_EQ(
      post("/diagnostics/sample/garder", "link=" + location.substr(location.find("r=") + 2)).status,
      303);
  EXPECT_EQ(kept(ada).at(0).notes, (Notes{{"choice", "Rapport 2025 <b>"}}));
  auto const too_long = post("/diagnostics/sample", "step=one&go=next&shown=choice&q.people=4" +
                                                        ("&p.choice=" + std::string(151, 'a')));
  EXPECT_EQ(too_long.status, 422);
  auto const linked = post("/diagnostics/sample",
                           "step=three&go=next&shown=share&q.people=4&q.choice=all&q.share=60"
                           "&p.choice=https%3A%2F%2Fexemple.fr%2Frapport");
  EXPECT_THAT(get(linked.header("Location")).body,
              HasSubstr("<a href=\"https://exemple.fr/rapport\""));
}

TEST_P(DiagnosticPagesTest, twoResultsOfADayAreToldApart) {
  who = ada;
  for (auto const people : {4, 40})
    ASSERT_EQ(post("/diagnostics/sample/garder", "link=" + link({{"people", people}})).status, 303);
  auto const page = get("/compte/diagnostics").body;
  EXPECT_THAT(page, HasSubstr("1er mars 2026, n° 1"));
  EXPECT_THAT(page, HasSubstr("1er mars 2026, n° 2"));
}

TEST_P(DiagnosticPagesTest, aWrongAddressToCompareWithIsSaidBesideItsField) {
  auto const page = get("/diagnostics/sample/comparer?avant=hello&apres=" + link({{"people", 4}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("value=\"hello\""));
  EXPECT_THAT(page.body, HasSubstr("id=\"avant-faute\""));
  EXPECT_THAT(page.body, HasSubstr("<svg"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/simulateur\""));
}

TEST_P(DiagnosticPagesTest, theOtherLanguageGoesOnFromTheSameAnswers) {
  who = ada;
  auto const page = get(post("/diagnostics/sample", "step=profil&go=next&shown=people&q.people=40")
                            .header("Location"));
  auto const start = page.body.find("/en/diagnostics/sample?r=");
  ASSERT_NE(start, std::string::npos);
  auto address = page.body.substr(start, page.body.find('"', start) - start);
  EXPECT_THAT(address, HasSubstr("&amp;etape="));
  address.replace(address.find("&amp;"), 5, "&");
  auto const english = get(address);
  EXPECT_EQ(english.status, 200);
  EXPECT_THAT(english.body, HasSubstr("name=\"q.people\" value=\"40\""));
  EXPECT_THAT(english.body, HasSubstr("name=\"step\" value=\"one\""));
  EXPECT_THAT(english.body, HasSubstr("noindex"));
  EXPECT_EQ(get("/diagnostics/sample?r=AAAA").status, 422);
}

TEST_P(DiagnosticPagesTest, aBrokenLinkSaysWhy) {
  auto const good = link({{"people", 4}});
  EXPECT_EQ(get("/diagnostics/sample/resultat?r=" + good).status, 200);
  auto const cut = get("/diagnostics/sample/resultat?r=" + good.substr(0, 8));
  EXPECT_EQ(cut.status, 422);
  EXPECT_THAT(cut.body, HasSubstr("incomplet"));
  EXPECT_EQ(get("/diagnostics/sample/comparer?avant=" + good).status, 422);
}

TEST_P(DiagnosticPagesTest, theAccountAsksForASession) {
  EXPECT_EQ(get("/compte/diagnostics").status, 303) << "to the sign-in page";
  EXPECT_NE(post("/diagnostics/sample/garder", "link=" + link({{"people", 4}})).status, 200);
  EXPECT_TRUE(kept(ada).empty());
  who = ada;
  EXPECT_EQ(post("/diagnostics/sample/garder", "link=" + link({{"people", 4}}), "x").status, 403);
  EXPECT_EQ(post("/diagnostics/sample/garder", "link=" + link({{"people", 4}})).status, 303);
  EXPECT_EQ(post("/diagnostics/sample/garder", "link=" + link({{"people", 4}})).status, 409);
  EXPECT_EQ(post("/diagnostics/sample/garder", "link=a&more=1").status, 422) << "an extra field";
  EXPECT_THAT(get("/compte/diagnostics").body, HasSubstr("Sample"));
  who = bob;
  EXPECT_THAT(get("/compte/diagnostics").body, Not(HasSubstr("Sample")));
  auto const id = kept(ada).at(0).id;
  EXPECT_EQ(post("/compte/diagnostics/effacement", "assessment=" + id).status, 404);
  who = ada;
  EXPECT_EQ(post("/compte/diagnostics/effacement", "assessment=" + id).status, 303);
}

TEST_P(DiagnosticPagesTest, theApiScoresAndStoresNothing) {
  auto const result = assess(R"({"answers": {"people": 40, "choice": "half", "share": 30}})", 200);
  EXPECT_EQ(result.at("axes")[0].at("earned"), 2);
  EXPECT_EQ(result.at("overall").at("exact"), "33");
  EXPECT_EQ(get(result.at("href").get<std::string>()).status, 200);
  assess("{}", 400);
  assess("[", 400);
  auto const refused = assess(R"({"answers": {"people": -1, "colour": "red"}, "more": 1})", 422);
  EXPECT_EQ(refused.at("errors").size(), 3U);
  EXPECT_TRUE(kept(ada).empty());
}

PACTE_ON_BOTH_DATABASES(DiagnosticPagesTest);

}  // namespace
}  // namespace pacte::diagnostic
