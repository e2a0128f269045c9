#include "web/endpoint.hpp"

#include <set>

#include "base/text.hpp"

namespace pacte::web {
namespace {

struct KindText {
  std::string_view
      slug;  // last segment of the problem's type, and of its page in the documentation
  std::string title;
};

KindText describe(ProblemKind kind, Locale locale) {
  switch (kind) {
    case ProblemKind::malformed: return {"malformed", tr(locale, "Demande illisible")};
    case ProblemKind::unauthenticated:
      return {"unauthenticated", tr(locale, "Connexion nécessaire")};
    case ProblemKind::forbidden: return {"forbidden", tr(locale, "Droit insuffisant")};
    case ProblemKind::not_found: return {"not-found", tr(locale, "Introuvable")};
    case ProblemKind::conflict: return {"conflict", tr(locale, "L’état actuel ne le permet pas")};
    case ProblemKind::too_large: return {"too-large", tr(locale, "Demande trop volumineuse")};
    case ProblemKind::invalid: return {"invalid", tr(locale, "Demande refusée")};
    case ProblemKind::too_many: return {"too-many", tr(locale, "Trop de demandes")};
    case ProblemKind::unavailable: return {"unavailable", tr(locale, "Momentanément indisponible")};
  }
  return {"invalid", tr(locale, "Demande refusée")};
}

// What a handler says with figures in it is already in the language, or stays in French.
std::string in_language(Locale locale, std::string const& french) {
  return french.empty() ? french : translation(locale, french).value_or(french);
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// OpenAPI has no capture of several segments: "{id...}" is described as "{id}".
std::string templated(std::string_view pattern) {
  std::string out{pattern};
  if (auto const dots = out.find("...}"); dots != std::string::npos) out.erase(dots, 3);
  return out;
}

constexpr std::string_view slashes_note =
    "L’identifiant peut contenir des barres obliques, envoyées telles quelles ou en %2F.";

Json parameter_object(EndpointParameter const& parameter, bool takes_slashes) {
  bool const in_path = parameter.in == EndpointParameter::In::path;
  auto description = parameter.description;
  if (takes_slashes) {
    if (!description.empty()) description += ' ';
    description += slashes_note;
  }
  Json out{{"name", parameter.name},
           {"in", in_path ? "path" : "query"},
           {"description", description},
           {"required", in_path || parameter.required},
           {"schema", parameter.schema}};
  if (!parameter.example.empty()) {
    auto const type = text_or_empty(parameter.schema, "type");
    auto const number = type == "integer" ? parse_integer(parameter.example) : std::nullopt;
    out["example"] = number ? Json(*number) : Json(parameter.example);
  }
  return out;
}

// The captures of the path that the endpoint did not describe are still parameters of it.
std::vector<EndpointParameter> with_captures(Endpoint const& endpoint) {
  auto parameters = endpoint.parameters;
  for (auto const part : split(endpoint.path, '/')) {
    if (!part.starts_with('{') || !part.ends_with('}')) continue;
    auto name = part.substr(1, part.size() - 2);
    if (name.ends_with("...")) name.remove_suffix(3);
    bool const known =
        std::ranges::any_of(parameters, [&](EndpointParameter const& p) { return p.name == name; });
    if (!known) {
      parameters.push_back({.name = std::string{name},
                            .description = "",
                            .required = true,
                            .in = EndpointParameter::In::path});
    }
  }
  return parameters;
}

Json problem_answer(std::string_view description) {
  return {
      {"description", description},
      {"content",
       {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

Json responses_object(Endpoint const& endpoint) {
  Json media = Json::object();
  if (!endpoint.response_schema.is_null()) media["schema"] = endpoint.response_schema;
  Json out{{"200", {{"description", "La réponse."}, {"content", {{endpoint.media_type, media}}}}}};
  out["400"] = problem_answer("La demande est illisible.");
  if (endpoint.permission != open_to_all) {
    out["401"] = problem_answer("Il faut se connecter.");
    out["403"] = problem_answer("Le droit manque.");
  }
  out["404"] = problem_answer("La chose demandée n’existe pas.");
  if (!endpoint.request_schema.is_null()) {
    out["422"] = problem_answer("La demande est refusée ; `errors` dit où.");
  }
  out["503"] = problem_answer("Le service est momentanément indisponible.");
  return out;
}

Json operation_object(Endpoint const& endpoint) {
  Json out{{"operationId", endpoint.operation},
           {"summary", endpoint.summary},
           {"tags", Json::array({endpoint.tag})}};
  bool const takes_rest = endpoint.path.ends_with("...}");
  Json parameters = Json::array();
  for (auto const& parameter : with_captures(endpoint)) {
    bool const takes_slashes = takes_rest && parameter.in == EndpointParameter::In::path &&
                               endpoint.path.ends_with("{" + parameter.name + "...}");
    parameters.push_back(parameter_object(parameter, takes_slashes));
  }
  if (!parameters.empty()) out["parameters"] = std::move(parameters);
  if (!endpoint.request_schema.is_null()) {
    out["requestBody"] = {
        {"required", true},
        {"content", {{"application/json", {{"schema", endpoint.request_schema}}}}}};
  }
  out["responses"] = responses_object(endpoint);
  if (endpoint.permission != open_to_all) {
    out["security"] = Json::array({{{"token", Json::array()}}});
    out["x-permission"] = endpoint.permission;
  }
  return out;
}

Json problem_schema() {
  Json const error{
      {"type", "object"},
      {"required", {"field", "message"}},
      {"properties", {{"field", {{"type", "string"}}}, {"message", {{"type", "string"}}}}}};
  return {{"type", "object"},
          {"description", "Ce qui n’a pas été possible, et pourquoi (RFC 9457)."},
          {"required", {"type", "title", "status"}},
          {"properties",
           {{"type", {{"type", "string"}, {"format", "uri-reference"}}},
            {"title", {{"type", "string"}}},
            {"status", {{"type", "integer"}}},
            {"detail", {{"type", "string"}}},
            {"instance", {{"type", "string"}, {"format", "uri-reference"}}},
            {"errors", {{"type", "array"}, {"items", error}}}}}};
}

Json tag_list(std::vector<Endpoint> const& endpoints) {
  std::set<std::string> seen;
  Json out = Json::array();
  for (auto const& endpoint : endpoints) {
    if (seen.insert(endpoint.tag).second) out.push_back({{"name", endpoint.tag}});
  }
  return out;
}

}  // namespace

Json openapi(std::vector<Endpoint> const& endpoints, Json const& components,
             std::string const& origin) {
  Json schemas = components.is_object() ? components : Json::object();
  schemas["Problem"] = problem_schema();
  Json paths = Json::object();
  for (auto const& endpoint : endpoints) {
    paths[templated(endpoint.path)][lower(to_string(endpoint.method))] = operation_object(endpoint);
  }
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "Pacte"},
            {"version", "1"},
            {"description",
             "L’action publique d’une Région : plans, chiffres, aides, instances, avec leurs "
             "sources. Lecture libre, sans clé."},
            {"license", {{"name", "EUPL-1.2"}, {"identifier", "EUPL-1.2"}}}}},
          {"servers", Json::array({{{"url", origin.empty() ? "/" : origin}}})},
          {"tags", tag_list(endpoints)},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", std::move(schemas)},
            {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

Response problem_response(Problem const& problem, std::string const& instance, Locale locale) {
  auto const [slug, title] = describe(problem.kind, locale);
  int const status = http_status(problem.kind);
  Json body{{"type", fmt::format("/api/problems/{}", slug)},
            {"title", title},
            {"status", status},
            {"detail", in_language(locale, problem.detail)},
            {"instance", percent_encode_path(instance)}};
  if (!problem.fields.empty()) {
    Json errors = Json::array();
    for (auto const& [field, message] : problem.fields) {
      errors.push_back({{"field", field}, {"message", in_language(locale, message)}});
    }
    body["errors"] = std::move(errors);
  }
  Response response{.status = status, .body = to_line(body)};
  if (problem.kind == ProblemKind::unauthenticated) response.with("WWW-Authenticate", "Bearer");
  return std::move(response.with("Content-Type", "application/problem+json"));
}

Response list_response(Request const& request, Json items,
                       std::optional<std::string> const& after) {
  Json next;
  if (after) {
    Parameters query;
    for (auto const& [name, value] : request.query.pairs()) {
      if (name != "after") query.add(name, value);
    }
    query.add("after", *after);
    next = percent_encode_path(request.path) + "?" + query.encode();
  }
  auto response = json(to_line(Json{{"items", std::move(items)}, {"next", next}}));
  response.cacheable = true;
  if (after) response.with("Link", fmt::format("<{}>; rel=\"next\"", next.get<std::string>()));
  return response;
}

}  // namespace pacte::web
