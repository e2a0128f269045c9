#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/assets.hpp"
#include "web/operational.hpp"
#include "web/page.hpp"
#include "web/server.hpp"

namespace pacte::web {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// Who asks is told by a field of the test's own.
Principal recognise(Request const& request) {
  Principal who;
  if (!request.header("authorization").empty() || request.cookies.contains("session")) {
    who.person = "p1";
    who.name = "Ana";
    who.csrf_token = std::string(32, 'a');
    who.permissions = {"espace"};
  }
  return who;
}

Router sample() {
  Router router;
  auto const page = [](Request const& request) {
    load_views("test", {{"page.html", R"({{%AUTOESCAPE context="HTML"}}<h1>{{T}}</h1>)"}});
    Document content{"test/page.html", request.locale};
    content.root().set("T", "Bonjour");
    return render(request, {.title = "Essai", .section = "plans"}, content);
  };
  router.page("/", [](Request const& request) { return html(std::string{tag(request.locale)}); });
  router.page("/page", page);
  router.page("/plans/{id...}", [](Request const& r) { return html(r.capture("id")); });
  router.page("/formulaire", [](Request const& request) {
    auto response = html("<input value=\"" + request.principal.csrf_token + "\">");
    response.cacheable = true;
    return response;
  });
  router.form("/formulaire", [](Request const& r) { return html("reçu " + r.form()->get("a")); });
  router.page("/espace", [](Request const& r) { return html(r.principal.name); }, "espace");
  router.page("/bureau", [](Request const&) { return html("x"); }, "administration");
  router.page("/panne", [](Request const&) -> Response { throw std::runtime_error("secret"); });
  router.page("/sature", [](Request const&) -> Response {
    throw Overloaded{"database locked", std::chrono::seconds{7}};
  });
  router.page("/injection",
              [](Request const&) { return html("x").with("X-Test", "a\r\nSet-Cookie: b=c"); });
  router.page("/flux", [](Request const&) {
    Response response;
    response.stream = [](std::string& part) {
      part = "x";
      return false;
    };
    return response;
  });
  router.endpoint({.path = "/api/v1/chose/{id...}",
                   .operation = "read_thing",
                   .summary = "Essai.",
                   .tag = "Essai",
                   .handler = [](Request const& r) -> Result<Response> {
                     auto response = json("{\"id\":\"" + r.capture("id") + "\"}");
                     response.cacheable = true;
                     return response;
                   }});
  router.endpoint({.method = Method::post,
                   .path = "/api/v1/chose",
                   .operation = "write_thing",
                   .summary = "Essai.",
                   .tag = "Essai",
                   .permission = "espace",
                   .handler = [](Request const&) -> Result<Response> { return json("{}"); }});
  router.endpoint(
      {.path = "/api/v1/panne",
       .operation = "fail",
       .summary = "Essai.",
       .tag = "Essai",
       .handler = [](Request const&) -> Result<Response> { throw std::runtime_error("secret"); }});
  add_asset_routes(router);
  add_operational_routes(router, [] { return true; });
  return router;
}

class PipelineTest : public testing::Test {
 protected:
  using Fields = std::map<std::string, std::string>;

  Response get(std::string target, Fields fields = {}) const {
    return ask(Method::get, std::move(target), std::move(fields));
  }
  Response post(std::string target, std::string body, Fields fields = {}) const {
    fields.emplace("content-type", "application/x-www-form-urlencoded");
    return ask(Method::post, std::move(target), std::move(fields), std::move(body));
  }
  Response ask(Method method, std::string target, Fields fields, std::string body = {}) const {
    Request request;
    request.method = method;
    request.target = std::move(target);
    request.headers = std::move(fields);
    request.headers.emplace("host", "pacte.test");
    request.body = std::move(body);
    request.remote = "192.0.2.1";
    return server.respond(std::move(request));
  }

  Server server{{.max_body = 1000}, sample(), recognise};
};

using Read = PipelineTest;

TEST_F(Read, LanguageIsThePrefix) {
  EXPECT_EQ(get("/").body, "fr");
  EXPECT_EQ(get("/en/").body, "en");
  auto const bare = get("/en?a=1");
  EXPECT_EQ(bare.status, 308);
  EXPECT_EQ(bare.header("Location"), "/en/?a=1");
  EXPECT_EQ(get("/england").status, 404);
}

TEST_F(Read, TrailingAndDoubleSlashesMoveOn) {
  auto const moved = get("/page/?q=%C3%A9");
  EXPECT_EQ(moved.status, 308);
  EXPECT_EQ(moved.header("Location"), "/page?q=%C3%A9");
  EXPECT_EQ(get("/en/page/").header("Location"), "/en/page");
}

TEST_F(Read, NeverRedirectsToAnotherSite) {
  for (auto const* target : {"//evil.example/", "///evil.example", "/%2Fevil.example/",
                             "/en//evil.example/", "/\\evil.example/"}) {
    auto const location = get(target).header("Location");
    ASSERT_THAT(location, StartsWith("/")) << target;
    EXPECT_THAT(location, Not(StartsWith("//"))) << target;
    EXPECT_THAT(location, Not(StartsWith("/\\"))) << target;
  }
}

TEST_F(Read, IdentifiersKeepTheirSlashes) {
  EXPECT_EQ(get("/plans/srdeii/plan").body, "srdeii/plan");
  EXPECT_EQ(get("/plans/srdeii%2Fplan").body, "srdeii/plan");
}

TEST_F(Read, RefusesWhatIsMalformed) {
  for (auto const* target :
       {"/%", "/%FF", "/%00", "/page?a=%FF", "/page?a=%zz", "page", "/a b", "*"}) {
    EXPECT_EQ(get(target).status, 400) << target;
  }
  EXPECT_EQ(get("/page", {{"host", "a b"}}).status, 400);
  EXPECT_EQ(get("/page", {{"host", "a,b"}}).status, 400);
}

TEST_F(Read, RefusesWhatIsTooLong) {
  EXPECT_EQ(get("/page?q=" + std::string(9000, 'a')).status, 414);
  EXPECT_EQ(get("/page", {{"x-long", std::string(17000, 'a')}}).status, 431);
  EXPECT_EQ(post("/formulaire", std::string(1001, 'a')).status, 413);
  EXPECT_EQ(get("/api/v1/chose?q=" + std::string(9000, 'a')).header("Content-Type"),
            "application/problem+json");
}

TEST_F(Read, RefusesOtherMethods) {
  auto const refused = post("/page", "");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "GET, HEAD");
}

using Errors = PipelineTest;

TEST_F(Errors, PageOrProblemByPath) {
  auto const page = get("/nulle-part");
  EXPECT_EQ(page.status, 404);
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"fr\">"));
  EXPECT_THAT(page.body, HasSubstr("Page introuvable"));
  EXPECT_THAT(get("/en/nulle-part").body, HasSubstr("Page not found"));
  auto const problem = get("/api/v1/rien-de-tel");
  EXPECT_EQ(problem.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(Json::parse(problem.body)["status"], 404);
  EXPECT_EQ(Json::parse(ask(Method::del, "/api/v1/chose", {}).body)["type"], "about:blank");
}

TEST_F(Errors, NothingLeaksFromAFault) {
  for (auto const* target : {"/panne", "/api/v1/panne"}) {
    auto const response = get(target);
    EXPECT_EQ(response.status, 500);
    EXPECT_THAT(response.body, Not(HasSubstr("secret")));
    EXPECT_THAT(response.body, HasSubstr(response.header("X-Request-Id")));
  }
}

TEST_F(Errors, OverloadAsksToComeBack) {
  auto const response = get("/sature");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.header("Retry-After"), "7");
}

TEST_F(Errors, HeadersHoldNoLineEnd) {
  EXPECT_THAT(get("/injection").header("X-Test"), Not(HasSubstr("\n")));
}

using Access = PipelineTest;

TEST_F(Access, VisitorsAreSentToSignIn) {
  auto const response = get("/en/espace?a=1");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.header("Location"), "/en/connexion?retour=%2Fen%2Fespace%3Fa%3D1");
  EXPECT_EQ(ask(Method::post, "/api/v1/chose", {}).status, 401);
}

TEST_F(Access, RightsDecide) {
  EXPECT_EQ(get("/espace", {{"cookie", "session=1"}}).body, "Ana");
  EXPECT_EQ(get("/bureau", {{"cookie", "session=1"}}).status, 403);
}

TEST_F(Access, CookiesDoNotWriteThroughTheApi) {
  EXPECT_EQ(ask(Method::post, "/api/v1/chose", {{"cookie", "session=1"}}).status, 401);
  EXPECT_EQ(ask(Method::post, "/api/v1/chose", {{"authorization", "Bearer x"}}).status, 200);
}

using Forms = PipelineTest;

TEST_F(Forms, VisitorsTokenGoesRound) {
  auto const page = get("/formulaire");
  auto const cookie = page.header("Set-Cookie");
  ASSERT_THAT(cookie, StartsWith("csrf="));
  EXPECT_THAT(cookie, HasSubstr("HttpOnly; SameSite=Lax"));
  EXPECT_EQ(page.header("Cache-Control"), "private, no-store");
  auto const token = cookie.substr(5, 32);
  EXPECT_THAT(page.body, HasSubstr(token));
  auto const sent = post("/formulaire", "a=1&csrf=" + token, {{"cookie", "csrf=" + token}});
  EXPECT_EQ(sent.body, "reçu 1");
  // Once it has its cookie, the visitor is not given another.
  EXPECT_EQ(get("/formulaire", {{"cookie", "csrf=" + token}}).header("Set-Cookie"), "");
}

TEST_F(Forms, WrongOrMissingTokenIsRefused) {
  std::string const token(32, 'b');
  EXPECT_EQ(post("/formulaire", "a=1").status, 403);
  EXPECT_EQ(post("/formulaire", "a=1&csrf=" + token).status, 403);
  EXPECT_EQ(post("/formulaire", "a=1&csrf=x", {{"cookie", "csrf=x"}}).status, 403);
  EXPECT_EQ(
      post("/formulaire", "a=1&csrf=" + std::string(32, 'c'), {{"cookie", "csrf=" + token}}).status,
      403);
}

TEST_F(Forms, PersonsTokenIsTheSessions) {
  Fields const who{{"cookie", "session=1; csrf=" + std::string(32, 'b')}};
  EXPECT_EQ(post("/formulaire", "a=1&csrf=" + std::string(32, 'a'), who).status, 200);
  EXPECT_EQ(post("/formulaire", "a=1&csrf=" + std::string(32, 'b'), who).status, 403);
}

TEST_F(Forms, OtherSitesAreRefused) {
  std::string const token(32, 'b');
  auto const from = [&](std::string name, std::string value) {
    return post("/formulaire", "a=1&csrf=" + token,
                {{"cookie", "csrf=" + token}, {std::move(name), std::move(value)}})
        .status;
  };
  EXPECT_EQ(from("sec-fetch-site", "cross-site"), 403);
  EXPECT_EQ(from("sec-fetch-site", "same-site"), 403);
  EXPECT_EQ(from("sec-fetch-site", "same-origin"), 200);
  EXPECT_EQ(from("origin", "https://evil.example"), 403);
  EXPECT_EQ(from("origin", "null"), 403);
  EXPECT_EQ(from("origin", "http://pacte.test"), 200);
}

TEST_F(Forms, OtherBodiesAreRefused) {
  EXPECT_EQ(post("/formulaire", "{}", {{"content-type", "application/json"}}).status, 400);
  EXPECT_EQ(post("/formulaire", "a=%FF").status, 400);
}

using Delivery = PipelineTest;

TEST_F(Delivery, SecurityHeadersAreEverywhere) {
  for (auto const* target : {"/page", "/nulle-part", "/api/v1/rien", "/panne", "/page/", "/%"}) {
    auto const response = get(target);
    EXPECT_THAT(response.header("Content-Security-Policy"), StartsWith("default-src 'none'"));
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.header("Referrer-Policy"), "strict-origin-when-cross-origin");
    EXPECT_EQ(response.header("Strict-Transport-Security"), "");
    EXPECT_NE(response.header("X-Request-Id"), "");
  }
}

TEST_F(Delivery, PublicPagesAreRevalidated) {
  auto const first = get("/page");
  EXPECT_EQ(first.header("Cache-Control"), "public, max-age=0, must-revalidate");
  EXPECT_EQ(first.header("Vary"), "Accept-Encoding, Cookie");
  auto const etag = first.header("ETag");
  ASSERT_THAT(etag, StartsWith("\""));
  auto const again = get("/page", {{"if-none-match", "W/" + etag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.header("ETag"), etag);
  EXPECT_EQ(get("/page", {{"if-none-match", "\"autre\""}}).status, 200);
}

TEST_F(Delivery, PagesOfAPersonAreNotKept) {
  auto const response = get("/page", {{"cookie", "session=1"}, {"if-none-match", "*"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Cache-Control"), "private, no-store");
  EXPECT_EQ(response.header("ETag"), "");
  EXPECT_THAT(response.body, HasSubstr("Ana"));
}

TEST_F(Delivery, CompressesLongTexts) {
  auto const plain = get("/page");
  auto const packed = get("/page", {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size() / 2);
  EXPECT_NE(packed.header("ETag"), plain.header("ETag"));
  auto const again =
      get("/page", {{"accept-encoding", "gzip"}, {"if-none-match", packed.header("ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("Content-Length"), std::to_string(packed.body.size()));
  EXPECT_EQ(get("/page", {{"accept-encoding", "gzip;q=0"}}).header("Content-Encoding"), "");
  EXPECT_EQ(get("/", {{"accept-encoding", "gzip"}}).header("Content-Encoding"), "");
}

TEST_F(Delivery, HeadHasTheFieldsOnly) {
  auto const whole = get("/page");
  auto const head = ask(Method::head, "/page", {});
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.header("Content-Length"), std::to_string(whole.body.size()));
  EXPECT_EQ(head.header("ETag"), whole.header("ETag"));
}

TEST_F(Delivery, TheApiIsOpenToOtherSites) {
  auto const response = get("/api/v1/chose/a/b");
  EXPECT_EQ(Json::parse(response.body)["id"], "a/b");
  EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(get("/page").header("Access-Control-Allow-Origin"), "");
}

TEST(BehindProxy, SeesTheClientAsTheProxyDoes) {
  Router router;
  router.page("/", [](Request const& r) {
    return html(r.remote + " " + r.origin + " " + (r.secure ? "oui" : "non"));
  });
  Server const server{{.behind_proxy = true}, std::move(router), {}};
  Request request;
  request.target = "/";
  request.remote = "127.0.0.1";
  request.headers = {{"host", "interne:8080"},
                     {"x-forwarded-for", "203.0.113.9, 198.51.100.2"},
                     {"x-forwarded-proto", "https"},
                     {"x-forwarded-host", "pacte.example"}};
  auto const response = server.respond(request);
  EXPECT_EQ(response.body, "198.51.100.2 https://pacte.example oui");
  EXPECT_THAT(response.header("Strict-Transport-Security"), StartsWith("max-age="));
}

TEST_F(Delivery, ForwardedFieldsOfAStrangerAreIgnored) {
  auto const response =
      get("/page", {{"x-forwarded-proto", "https"}, {"x-forwarded-host", "evil.example"}});
  EXPECT_EQ(response.header("Strict-Transport-Security"), "");
  EXPECT_THAT(response.body, Not(HasSubstr("evil.example")));
}

using Frame = PipelineTest;

TEST_F(Frame, HoldsTheAddressesOfThePage) {
  auto const body = get("/en/page?q=%22%3E").body;
  EXPECT_THAT(body, HasSubstr("<title>Essai · Pacte Occitanie</title>"));
  EXPECT_THAT(body, HasSubstr(R"(<link rel="canonical" href="http://pacte.test/en/page">)"));
  EXPECT_THAT(body, HasSubstr(R"(hreflang="fr" href="http://pacte.test/page">)"));
  EXPECT_THAT(body, HasSubstr(R"(<a href="/page?q=%22%3E" hreflang="fr")"));
  EXPECT_THAT(body, HasSubstr(R"(<a href="/en/plans" aria-current="true">Plans</a>)"));
  EXPECT_THAT(body, HasSubstr("<h1>Bonjour</h1>"));
  EXPECT_THAT(body, HasSubstr(asset_url("style.css")));
}

TEST_F(Frame, ErrorsAreNotIndexed) {
  auto const body = get("/nulle-part").body;
  EXPECT_THAT(body, HasSubstr(R"(<meta name="robots" content="noindex">)"));
  EXPECT_THAT(body, Not(HasSubstr("rel=\"canonical\"")));
}

TEST(FrameData, CannotCloseItsScript) {
  load_views("test", {{"empty.html", R"({{%AUTOESCAPE context="HTML"}}<p>x</p>)"}});
  Document const content{"test/empty.html", Locale::fr};
  Page const page{.title = "t",
                  .crumbs = {{"Plans", "/plans"}, {"<Ici>", ""}},
                  .structured_data = {{"name", "</script><script>alert(1)&"}}};
  Request request;
  request.path = "/x";
  auto const body = render(request, page, content).body;
  EXPECT_THAT(body, HasSubstr(R"(\u003c/script\u003e\u003cscript\u003ealert(1)\u0026)"));
  EXPECT_THAT(body, HasSubstr(R"(<li><a href="/plans">Plans</a></li>)"));
  EXPECT_THAT(body, HasSubstr("aria-current=\"page\">&lt;Ici&gt;</span>"));
}

using AssetTest = PipelineTest;

TEST_F(AssetTest, AreImmutableAndPrecompressed) {
  auto const url = asset_url("style.css");
  auto const plain = get(url);
  EXPECT_EQ(plain.status, 200);
  EXPECT_EQ(plain.header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(plain.header("Cache-Control"), "public, max-age=31536000, immutable");
  auto const packed = get(url, {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(packed.header("Content-Encoding"), "br");
  EXPECT_LT(packed.body.size(), plain.body.size());
  EXPECT_EQ(get(url, {{"accept-encoding", "gzip"}}).header("Content-Encoding"), "gzip");
  EXPECT_EQ(get(url, {{"if-none-match", plain.header("ETag")}}).status, 304);
  EXPECT_EQ(get("/assets/style-00000000.css").status, 404);
  EXPECT_EQ(get("/favicon.svg").header("Content-Type"), "image/svg+xml");
  EXPECT_THAT(get("/robots.txt").body, HasSubstr("Sitemap: http://pacte.test/sitemap.xml"));
  EXPECT_THROW(asset_url("rien.css"), std::logic_error);
}

using Operational = PipelineTest;

TEST_F(Operational, MetricsStayOnTheMachine) {
  get("/page");
  EXPECT_EQ(get("/metrics").status, 404);
  Request request;
  request.target = "/metrics";
  request.remote = "127.0.0.1";
  auto const local = server.respond(request);
  EXPECT_EQ(local.status, 200);
  EXPECT_THAT(local.body, HasSubstr(R"(pacte_http_requests_total{route="/page",status="2xx"})"));
  request.headers["x-forwarded-for"] = "203.0.113.9";
  EXPECT_EQ(server.respond(request).status, 404);
}

TEST_F(Operational, HealthFollowsTheDatabase) {
  EXPECT_EQ(get("/health").status, 200);
  Router router;
  add_operational_routes(router, [] { return false; });
  Server const ill{{}, std::move(router), {}};
  Request request;
  request.target = "/health";
  EXPECT_EQ(ill.respond(request).status, 503);
}

}  // namespace
}  // namespace pacte::web
