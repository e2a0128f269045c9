// An endpoint of the API as a value: who may call it, what it takes, what it gives.
// The OpenAPI description is made from these, so it cannot say anything else than what is served.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "web/request.hpp"

namespace pacte::web {

struct EndpointParameter {
  std::string name;
  std::string description;             // French
  Json schema = {{"type", "string"}};  // JSON Schema 2020-12
  bool required = false;               // path parameters always are
  enum class In { path, query } in = In::query;
  std::string example{};  // used by the documentation and by the contract test
};

struct Endpoint {
  Method method = Method::get;
  std::string path;       // "/api/v1/nodes/{id...}"
  std::string operation;  // OpenAPI operationId, unique: "read_node"
  std::string summary;    // French sentence
  std::string tag;        // group in the description: "Plans"
  Permission permission = open_to_all;
  std::vector<EndpointParameter> parameters{};
  Json request_schema{};   // null: no body
  Json response_schema{};  // schema of the 200 answer
  std::string media_type = "application/json";
  std::function<Result<Response>(Request const&)> handler;
};

/// OpenAPI 3.1 description of `endpoints`. `components` holds the named schemas they refer to.
Json openapi(std::vector<Endpoint> const& endpoints, Json const& components,
             std::string const& origin);

/// RFC 9457 `application/problem+json`, in the language: its title, and those of its texts that the
/// catalogue has.
Response problem_response(Problem const& problem, std::string const& instance,
                          Locale locale = Locale::fr);

/// One page of a list: {"items": […], "next": "/api/v1/…?after=…" or null}, and `Link: <…>;
/// rel="next"`. `after` is the key of the last item, absent on the last page.
Response list_response(Request const& request, Json items, std::optional<std::string> const& after);

}  // namespace pacte::web
