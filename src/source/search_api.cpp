#include "source/search_api.hpp"

#include "base/text.hpp"
#include "source/search_query.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::source {
namespace {

using search::Facet;
using web::Request;
using web::Response;

constexpr std::int64_t usual_hits = 20;
constexpr std::int64_t most_hits = 100;
constexpr std::size_t most_suggestions = 8;
constexpr std::size_t longest_typed = 200;  // code points

Json const text_schema{{"type", "string"}};

std::string api_address(search::Hit const& hit) {
  auto const kind = kind_named(hit.kind);
  return kind ? api_path(*kind, hit.id) : hit.path;
}

Json hits_json(std::span<search::Hit const> hits) {
  Json all = Json::array();
  for (auto const& hit : hits) {
    all.push_back({{"id", hit.id},
                   {"kind", hit.kind},
                   {"label", hit.label},
                   {"code", hit.code.empty() ? Json{} : Json(hit.code)},
                   {"excerpt", hit.excerpt_html},
                   {"href", api_address(hit)},
                   {"html", hit.path}});
  }
  return all;
}

Json facets_json(search::Results const& results, FacetNames const& names) {
  Json all = Json::object();
  for (auto const facet : all_facets) {
    auto const counts = results.facets.find(facet);
    Json values = Json::array();
    if (counts != results.facets.end()) {
      for (auto const& [value, count] : counts->second) {
        values.push_back({{"value", value}, {"label", names.name(facet, value)}, {"count", count}});
      }
    }
    all[std::string{search::name(facet)}] = std::move(values);
  }
  return all;
}

Result<Response> find(Services const& services, Request const& request) {
  auto const most = request.query.find("most");
  auto const wanted = most ? parse_integer(*most) : usual_hits;
  if (!wanted || *wanted < 1 || *wanted > most_hits) {
    return fail(ProblemKind::malformed,
                web::trf(request.locale, "« most » est un nombre de 1 à {}.", most_hits));
  }
  auto const query = read_search(request, "first", static_cast<std::size_t>(*wanted));
  if (!query) return std::unexpected(query.error());
  if (auto const kinds = query->filters.find(Facet::kind); kinds != query->filters.end()) {
    for (auto const& kind : kinds->second) {
      if (!kind_named(kind)) {
        return fail(ProblemKind::malformed,
                    web::trf(request.locale, "La sorte « {} » est inconnue.", kind));
      }
    }
  }
  auto const results = services.index.find(*query);
  if (!results) {
    auto problem = results.error();
    if (problem.kind == ProblemKind::invalid) problem.kind = ProblemKind::malformed;
    return std::unexpected(std::move(problem));
  }
  auto reading = services.database.read();
  FacetNames const names{reading, request.locale, *results, *query};
  auto response = web::json(to_line(
      Json{{"query", query->text},
           {"total", results->estimated_total},
           {"hits", hits_json(results->hits)},
           {"facets", facets_json(*results, names)},
           {"suggestion", results->suggestion.empty() ? Json{} : Json(results->suggestion)}}));
  response.cacheable = true;
  response.lasting = false;
  return response;
}

Result<Response> suggest(Services const& services, Request const& request) {
  auto const typed = request.query.get("q");
  if (length(typed) > longest_typed) {
    return fail(ProblemKind::malformed,
                web::trf(request.locale, "« q » a plus de {} caractères.", longest_typed));
  }
  Json suggestions = Json::array();
  for (auto const& found : services.index.suggest(typed, most_suggestions)) {
    auto const kind = kind_named(found.kind);
    suggestions.push_back({{"label", found.label},
                           {"kind", kind ? web::tr(request.locale, info(*kind).one) : found.kind},
                           {"url", web::localized(request.locale, found.path)}});
  }
  auto response = web::json(to_line(Json{{"suggestions", std::move(suggestions)}}));
  response.cacheable = true;
  response.lasting = false;
  return response;
}

Json object_of(Json properties, Json required) {
  return {
      {"type", "object"}, {"required", std::move(required)}, {"properties", std::move(properties)}};
}

Json list_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

Json results_schema() {
  Json const hit =
      object_of({{"id", text_schema},
                 {"kind", text_schema},
                 {"label", text_schema},
                 {"code", {{"type", {"string", "null"}}}},
                 {"excerpt",
                  {{"type", "string"},
                   {"description", "HTML échappé ; ce qui correspond est entre <mark>."}}},
                 {"href", text_schema},
                 {"html", text_schema}},
                {"id", "kind", "label", "code", "excerpt", "href", "html"});
  Json const value =
      object_of({{"value", text_schema}, {"label", text_schema}, {"count", {{"type", "integer"}}}},
                {"value", "label", "count"});
  return object_of({{"query", text_schema},
                    {"total", {{"type", "integer"}}},
                    {"hits", list_of(hit)},
                    {"facets", {{"type", "object"}, {"additionalProperties", list_of(value)}}},
                    {"suggestion", {{"type", {"string", "null"}}}}},
                   {"query", "total", "hits", "facets", "suggestion"});
}

std::string example_of(Facet facet) {
  switch (facet) {
    case Facet::kind: return "instrument";
    case Facet::plan: return "sreste/plan";
    case Facet::theme: return "emploi";
    case Facet::document: return "sreste/deliberation";
    case Facet::year: return "2022";
    case Facet::level: return "Action";
    default: return {};
  }
}

std::vector<web::EndpointParameter> search_parameters() {
  std::vector<web::EndpointParameter> parameters{
      {.name = "q",
       .description = "Ce que l’on cherche ; « entre guillemets » pour une suite de mots.",
       .schema = {{"type", "string"}, {"maxLength", 500}},
       .example = "hydrogene"}};
  for (auto const facet : all_facets) {
    parameters.push_back({.name = std::string{search::name(facet)},
                          .description = "Seulement cette valeur de la facette : " +
                                         facet_label(web::Locale::fr, facet) +
                                         ". Peut être répété.",
                          .example = example_of(facet)});
  }
  parameters.push_back({.name = "first",
                        .description = "Rang du premier résultat voulu.",
                        .schema = {{"type", "integer"}, {"minimum", 0}, {"maximum", last_rank}},
                        .example = "0"});
  parameters.push_back({.name = "most",
                        .description = "Nombre de résultats.",
                        .schema = {{"type", "integer"}, {"minimum", 1}, {"maximum", most_hits}},
                        .example = "10"});
  return parameters;
}

}  // namespace

void add_search_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/search",
       .operation = "search",
       .summary = "Cherche dans tout : les plus proches d’abord, avec le compte par facette.",
       .tag = "Recherche",
       .parameters = search_parameters(),
       .response_schema = results_schema(),
       .handler = [services](Request const& request) { return find(services, request); }});
  router.endpoint(
      {.path = "/api/v1/suggest",
       .operation = "suggest",
       .summary = "Complète ce que l’on est en train de taper.",
       .tag = "Recherche",
       .parameters = {{.name = "q",
                       .description = "Le début de ce que l’on cherche.",
                       .schema = {{"type", "string"}, {"maxLength", longest_typed}},
                       .example = "hydro"}},
       .response_schema = object_of({{"suggestions", list_of(object_of({{"label", text_schema},
                                                                        {"kind", text_schema},
                                                                        {"url", text_schema}},
                                                                       {"label", "kind", "url"}))}},
                                    {"suggestions"}),
       .handler = [services](Request const& request) { return suggest(services, request); }});
}

}  // namespace pacte::source
