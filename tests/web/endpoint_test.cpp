#include "web/endpoint.hpp"

#include <gtest/gtest.h>

#include "web/router.hpp"

namespace pacte::web {
namespace {

Endpoint read_node() {
  return {.path = "/api/v1/nodes/{id...}",
          .operation = "read_node",
          .summary = "Un nœud de plan.",
          .tag = "Plans",
          .parameters = {{.name = "id",
                          .description = "Identifiant.",
                          .in = EndpointParameter::In::path,
                          .example = "sreste/action-29"},
                         {.name = "limit",
                          .description = "Combien.",
                          .schema = {{"type", "integer"}},
                          .example = "20"}},
          .response_schema = {{"$ref", "#/components/schemas/Node"}},
          .handler = [](Request const& request) -> Result<Response> {
            if (request.capture("id") == "rien") {
              return fail(ProblemKind::not_found, "Ce nœud n’existe pas.");
            }
            return json("{}");
          }};
}

Json body_of(Response const& response) {
  return Json::parse(response.body);
}

TEST(OpenApi, DescribesWhatIsServed) {
  auto const document =
      openapi({read_node()}, {{"Node", {{"type", "object"}}}}, "https://pacte.example");
  EXPECT_EQ(document["openapi"], "3.1.0");
  EXPECT_EQ(document["servers"][0]["url"], "https://pacte.example");
  ASSERT_TRUE(document["paths"].contains("/api/v1/nodes/{id}"));
  auto const& operation = document["paths"]["/api/v1/nodes/{id}"]["get"];
  EXPECT_EQ(operation["operationId"], "read_node");
  auto const& id = operation["parameters"][0];
  EXPECT_EQ(id["in"], "path");
  EXPECT_EQ(id["required"], true);
  EXPECT_NE(id["description"].get<std::string>().find("%2F"), std::string::npos);
  EXPECT_EQ(operation["parameters"][1]["example"], 20);
  EXPECT_TRUE(operation["responses"].contains("200"));
  EXPECT_TRUE(document["components"]["schemas"].contains("Problem"));
  EXPECT_TRUE(document["components"]["schemas"].contains("Node"));
}

TEST(OpenApi, NamesCapturesThatWereNotDescribed) {
  auto endpoint = read_node();
  endpoint.parameters.clear();
  auto const document = openapi({endpoint}, {}, "");
  EXPECT_EQ(document["paths"]["/api/v1/nodes/{id}"]["get"]["parameters"][0]["name"], "id");
  EXPECT_EQ(document["servers"][0]["url"], "/");
}

TEST(OpenApi, ProtectedEndpointsSaySo) {
  auto endpoint = read_node();
  endpoint.permission = "plans.write";
  endpoint.method = Method::put;
  endpoint.request_schema = {{"type", "object"}};
  auto const document = openapi({endpoint}, {}, "");
  auto const& operation = document["paths"]["/api/v1/nodes/{id}"]["put"];
  EXPECT_TRUE(operation.contains("security"));
  EXPECT_TRUE(operation.contains("requestBody"));
  EXPECT_TRUE(operation["responses"].contains("403"));
}

TEST(Endpoint, ProblemBecomesAnAnswer) {
  Router router;
  router.endpoint(read_node());
  EXPECT_EQ(router.endpoints().size(), 1U);
  auto const found = router.match(Method::get, "/api/v1/nodes/rien");
  auto const& match = std::get<Match>(found);
  EXPECT_TRUE(match.route->api);
  Request request;
  request.path = "/api/v1/nodes/rien";
  request.captures = match.captures;
  auto const response = match.route->handler(request);
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(body_of(response)["detail"], "Ce nœud n’existe pas.");
}

TEST(ProblemResponse, FollowsRfc9457) {
  auto const response = problem_response(
      {ProblemKind::invalid, "Refusé.", {{"siret", "Quatorze chiffres."}}}, "/api/v1/é");
  auto const body = body_of(response);
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(body["type"], "/api/problems/invalid");
  EXPECT_EQ(body["title"], "Demande refusée");
  EXPECT_EQ(body["status"], 422);
  EXPECT_EQ(body["instance"], "/api/v1/%C3%A9");
  EXPECT_EQ(body["errors"][0]["field"], "siret");
  EXPECT_EQ(
      problem_response({ProblemKind::unauthenticated, "x", {}}, "/").header("WWW-Authenticate"),
      "Bearer");
}

TEST(ListResponse, LinksTheNextPageWithTheSameQuery) {
  Request request;
  request.path = "/api/v1/nodes";
  request.query = *Parameters::parse("plan=sreste&after=a&q=%C3%A9");
  auto const response = list_response(request, Json::array({1, 2}), "b/c");
  auto const body = body_of(response);
  EXPECT_EQ(body["items"].size(), 2U);
  EXPECT_EQ(body["next"], "/api/v1/nodes?plan=sreste&q=%C3%A9&after=b%2Fc");
  EXPECT_EQ(response.header("Link"),
            "</api/v1/nodes?plan=sreste&q=%C3%A9&after=b%2Fc>; rel=\"next\"");
}

TEST(ListResponse, LastPageHasNoNext) {
  auto const response = list_response({}, Json::array(), std::nullopt);
  EXPECT_TRUE(body_of(response)["next"].is_null());
  EXPECT_EQ(response.header("Link"), "");
}

TEST(Endpoint, ProblemsAreToldInTheLanguageOfTheAddress) {
  Problem const problem{ProblemKind::not_found,
                        "Aucun document n’a cet identifiant.",
                        {{"code", "ce que personne n’a traduit"}}};
  auto const french = parse_json(problem_response(problem, "/api/x").body).value();
  EXPECT_EQ(french["title"], "Introuvable");
  EXPECT_EQ(french["detail"], problem.detail);
  auto const english = parse_json(problem_response(problem, "/api/x", Locale::en).body).value();
  EXPECT_EQ(english["title"], "Not found");
  EXPECT_EQ(english["detail"], "No document has this identifier.");
  EXPECT_EQ(english["errors"][0]["message"], "ce que personne n’a traduit");
  auto const silent = problem_response({ProblemKind::conflict, ""}, "/api/x", Locale::en);
  EXPECT_EQ(parse_json(silent.body).value()["detail"], "");
}

}  // namespace
}  // namespace pacte::web
