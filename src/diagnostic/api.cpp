#include "diagnostic/api.hpp"

#include "diagnostic/assessment_json.hpp"
#include "diagnostic/page_support.hpp"
#include "diagnostic/store.hpp"
#include "source/store.hpp"

namespace pacte::diagnostic {
namespace {

using web::EndpointParameter;
using web::Request;
using web::Response;

Result<Response> list_all(Context const& context, Request const& request) {
  auto reading = context.database.read();
  Json items = Json::array();
  for (auto const& one : current_diagnostics(reading))
    items.push_back(summary_json(one, request.locale));
  auto response = web::json(to_line({{"items", std::move(items)}}));
  response.cacheable = true;
  return response;
}

Result<Definition> asked_for(store::Session& session, Request const& request) {
  auto found = current_diagnostic(session, request.capture("key"));
  if (found) return *std::move(found);
  return fail(ProblemKind::not_found,
              "Ce diagnostic n’existe pas : la liste est à /api/v1/diagnostics.");
}

Result<Response> read_one(Context const& context, Request const& request) {
  auto reading = context.database.read();
  auto const definition = asked_for(reading, request);
  if (!definition) return std::unexpected{definition.error()};
  auto response = web::json(to_line(definition_json(*definition, request.locale)));
  response.cacheable = true;
  return response;
}

Result<Answers> answers_in(Request const& request, Definition const& definition) {
  auto const json = parse_json(request.body);
  if (!json || !json->is_object() || !json->contains("answers") ||
      !json->at("answers").is_object()) {
    return fail(ProblemKind::malformed,
                "Le corps de la requête n’est pas celui attendu : envoyez {\"answers\": {…}}.");
  }
  std::vector<FieldError> errors;
  for (auto const& [name, value] : json->items()) {
    if (name != "answers")
      errors.push_back({"/" + name, web::tr(request.locale, "ce champ n’existe pas")});
  }
  auto answers = read_answers(definition, json->at("answers"), request.locale);
  if (!answers) errors.insert(errors.end(), answers.error().begin(), answers.error().end());
  if (!errors.empty()) {
    return fail(ProblemKind::invalid, "Des réponses ne sont pas celles attendues.",
                std::move(errors));
  }
  return *std::move(answers);
}

std::map<std::string, std::string> scheme_labels(store::Session& session,
                                                 Assessment const& result) {
  std::vector<std::string> ids;
  for (auto const* step : result.next_steps)
    ids.push_back(step->scheme);
  std::map<std::string, std::string> labels;
  for (auto const& [id, summary] : source::summaries(session, ids))
    labels[id] = summary.label;
  return labels;
}

Result<Response> assess_one(Context const& context, Request const& request) {
  auto reading = context.database.read();
  auto const definition = asked_for(reading, request);
  if (!definition) return std::unexpected{definition.error()};
  auto const answers = answers_in(request, *definition);
  if (!answers) return std::unexpected{answers.error()};
  auto const result = assess(*definition, *answers);
  auto json = assessment_json(*definition, result, *answers, scheme_labels(reading, result),
                              request.locale);
  auto const link = link_to(reading, *definition,
                            {.version = definition->id,
                             .day = std::chrono::floor<std::chrono::days>(context.clock()),
                             .answers = *answers});
  json["link"] = link;
  json["href"] = result_url(request.locale, definition->key, link);
  return web::json(to_line(json));
}

EndpointParameter key_parameter() {
  return {.name = "key",
          .description = "Clé du diagnostic",
          .in = EndpointParameter::In::path,
          .example = "impact-score"};
}

}  // namespace

Json api_schemas() {
  return {{"DiagnosticSummary", summary_schema()},
          {"Diagnostic", definition_schema()},
          {"Assessment", assessment_schema()}};
}

void add_api(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Result<Response> (*handler)(Context const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(*context, request); };
  };
  auto const reference = [](char const* name) {
    return Json{{"$ref", std::string{"#/components/schemas/"} + name}};
  };
  router.endpoint(
      {.path = "/api/v1/diagnostics",
       .operation = "list_diagnostics",
       .summary = "Les diagnostics proposés",
       .tag = "Diagnostics",
       .response_schema = {{"type", "object"},
                           {"properties",
                            {{"items",
                              {{"type", "array"}, {"items", reference("DiagnosticSummary")}}}}},
                           {"required", {"items"}}},
       .handler = with(list_all)});
  router.endpoint({.path = "/api/v1/diagnostics/{key}",
                   .operation = "read_diagnostic",
                   .summary = "Un diagnostic : ses questions, ses points, ses seuils",
                   .tag = "Diagnostics",
                   .parameters = {key_parameter()},
                   .response_schema = reference("Diagnostic"),
                   .handler = with(read_one)});
  router.endpoint(
      {.method = web::Method::post,
       .path = "/api/v1/diagnostics/{key}/assessments",
       .operation = "assess_answers",
       .summary = "Ce que valent des réponses : parts, niveaux, explication, suites ; rien n’est "
                  "gardé",
       .tag = "Diagnostics",
       .parameters = {key_parameter()},
       .request_schema = {{"type", "object"},
                          {"properties", {{"answers", {{"type", "object"}}}}},
                          {"required", {"answers"}},
                          {"additionalProperties", false}},
       .response_schema = reference("Assessment"),
       .handler = with(assess_one)});
}

}  // namespace pacte::diagnostic
