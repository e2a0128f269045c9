#include "app/site/api.hpp"

#include "app/kinds.hpp"
#include "app/modules.hpp"
#include "base/text.hpp"
#include "source/representation.hpp"
#include "store/journal.hpp"
#include "web/page.hpp"

namespace pacte::app {
namespace {

using web::Endpoint;
using web::Request;
using web::Response;
using web::tr;

// The named schemas that endpoints refer to.
Json components() {
  auto schemas = source::shared_schemas();
  for (auto const* kind : corpus_kinds()) {
    schemas[source::schema_name(kind->kind)] = source::representation_schema(*kind);
  }
  for (auto const& module : modules()) {
    if (!module.api_schemas) continue;
    // A room's own schema of its record says more than the general one.
    auto const own = module.api_schemas();
    for (auto const& [name, schema] : own.items())
      schemas[name] = schema;
  }
  return schemas;
}

Response document(Json const& value) {
  auto response = web::json(value.dump());
  response.cacheable = true;
  return response;
}

// "/api/v1/nodes/{id...}" with the example of each parameter, or empty when one has none.
std::string example_of(Endpoint const& endpoint) {
  std::string path = endpoint.path;
  for (auto const& parameter : endpoint.parameters) {
    if (parameter.in != web::EndpointParameter::In::path) continue;
    for (auto const& mark : {"{" + parameter.name + "...}", "{" + parameter.name + "}"}) {
      if (auto const at = path.find(mark); at != std::string::npos)
        path.replace(at, mark.size(), parameter.example);
    }
  }
  return path.find('{') == std::string::npos ? path : std::string{};
}

Response documentation(std::vector<Endpoint> const& endpoints, Request const& request) {
  web::Document content{"app/api.html", request.locale};
  auto& view = content.root();
  view.set("ORIGIN", request.origin);
  std::map<std::string, std::vector<Endpoint const*>> by_tag;
  for (auto const& endpoint : endpoints)
    by_tag[endpoint.tag].push_back(&endpoint);
  for (auto const& [tag, of_tag] : by_tag) {
    auto group = view.section("GROUP");
    group.set("TAG", tr(request.locale, tag));
    for (auto const* endpoint : of_tag) {
      auto row = group.section("ENDPOINT");
      row.set("METHOD", to_string(endpoint->method))
          .set("PATH", endpoint->path)
          .set("SUMMARY", endpoint->summary);
      if (auto const example = example_of(*endpoint);
          !example.empty() && endpoint->method == web::Method::get) {
        row.section("EXAMPLE").set("URL", example);
      }
      for (auto const& parameter : endpoint->parameters) {
        row.section("PARAMETER")
            .set("NAME", parameter.name)
            .set("DESCRIPTION", parameter.description);
      }
    }
  }
  auto response = web::render(
      request,
      {.title = tr(request.locale, "API"),
       .description = tr(request.locale, "Toutes les données du site, pour les programmes."),
       .crumbs = {{tr(request.locale, "API"), ""}},
       .json = "/api/v1/openapi.json"},
      content);
  response.cacheable = true;
  return response;
}

Result<Response> index_of(std::vector<Endpoint> const& endpoints) {
  Json resources = Json::array();
  for (auto const& endpoint : endpoints) {
    if (endpoint.method != web::Method::get) continue;
    resources.push_back({{"path", endpoint.path},
                         {"summary", endpoint.summary},
                         {"example", example_of(endpoint)}});
  }
  return document({{"name", web::site().name + " " + web::site().region},
                   {"description", "/api/v1/openapi.json"},
                   {"documentation", "/api"},
                   {"resources", std::move(resources)}});
}

Result<Response> list_changes(Services const& services, Request const& request) {
  constexpr int page = 50;
  auto reading = services.database.read();
  auto const before = parse_integer(request.query.get("after")).value_or(0);
  auto const rows = store::journal_page(reading, request.query.get("record"), before, page);
  Json items = Json::array();
  for (auto const& row : rows) {
    if (row.entry.operation != "import_corpus") continue;
    items.push_back({{"seq", row.seq},
                     {"at", row.at},
                     {"kind", row.entry.subject_kind},
                     {"record", row.entry.subject},
                     {"before", row.entry.payload.value("before", Json{})},
                     {"after", row.entry.payload.value("after", Json{})},
                     {"hash", row.hash}});
  }
  auto const next =
      rows.size() == page ? std::optional{std::to_string(rows.back().seq)} : std::nullopt;
  return web::list_response(request, std::move(items), next);
}

Json changes_schema() {
  Json const text{{"type", "string"}};
  return {{"type", "object"},
          {"properties",
           {{"items",
             {{"type", "array"},
              {"items",
               {{"type", "object"},
                {"properties",
                 {{"seq", {{"type", "integer"}}},
                  {"at", text},
                  {"kind", text},
                  {"record", text},
                  {"hash", text}}},
                {"required", {"seq", "at", "kind", "record", "hash"}}}}}},
            {"next", {{"type", {"string", "null"}}}}}},
          {"required", {"items", "next"}}};
}

// What each `type` of a problem means, at the address that it names.
Response problem_page(Request const& request) {
  struct Meaning {
    std::string_view slug;
    std::string_view text;
  };
  static constexpr std::array meanings{
      Meaning{"malformed", "La demande n’a pas pu être lue : corrigez-la avant de la renvoyer."},
      Meaning{"unauthenticated", "Il faut d’abord se connecter."},
      Meaning{"forbidden", "Ce compte n’a pas le droit demandé."},
      Meaning{"not-found", "Rien n’a cet identifiant ou cette adresse."},
      Meaning{"conflict", "L’état a changé ou s’oppose à la demande : relisez puis recommencez."},
      Meaning{"too-large", "La demande dépasse la taille permise."},
      Meaning{"invalid",
              "La demande est lisible mais refusée : « errors » dit quels champs, et pourquoi."},
      Meaning{"too-many", "Trop de demandes en peu de temps : attendez."},
      Meaning{"unavailable", "Momentanément impossible : recommencez plus tard."},
  };
  auto const* const found = std::ranges::find(meanings, request.capture("slug"), &Meaning::slug);
  if (found == meanings.end())
    return web::error_page(request, 404, tr(request.locale, "Aucun problème ne porte ce nom."));
  web::Document content{"app/problem.html", request.locale};
  content.root().set("SLUG", found->slug).set("TEXT", tr(request.locale, found->text));
  return web::render(request,
                     {.title = std::string{found->slug},
                      .crumbs = {{"API", "/api"}, {std::string{found->slug}, ""}}},
                     content);
}

}  // namespace

void add_site_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/changes",
       .operation = "list_changes",
       .summary = "Ce qui a changé, du plus récent au plus ancien, avec l’avant et l’après",
       .tag = "Données",
       .parameters = {{.name = "after",
                       .description = "Numéro du dernier changement de la page précédente"},
                      {.name = "record",
                       .description = "Seulement ceux d’une fiche",
                       .example = "sreste/action-29"}},
       .response_schema = changes_schema(),
       .handler = [services](Request const& request) { return list_changes(services, request); }});
  router.page("/api/problems/{slug}", problem_page);
  auto const endpoints = std::make_shared<std::vector<Endpoint> const>(router.endpoints());
  router.page("/api",
              [endpoints](Request const& request) { return documentation(*endpoints, request); });
  router.endpoint({.path = "/api/v1",
                   .operation = "read_index",
                   .summary = "Ce que l’API donne",
                   .tag = "Données",
                   .response_schema = {{"type", "object"}, {"required", {"resources"}}},
                   .handler = [endpoints](Request const&) { return index_of(*endpoints); }});
  // The description describes itself too: it is made once the last endpoint is there.
  auto const described = std::make_shared<Json>();
  router.endpoint({.path = "/api/v1/openapi.json",
                   .operation = "read_openapi",
                   .summary = "Cette description (OpenAPI 3.1)",
                   .tag = "Données",
                   .response_schema = {{"type", "object"}, {"required", {"openapi", "paths"}}},
                   .handler = [described](Request const&) -> Result<Response> {
                     return document(*described);
                   }});
  *described = web::openapi(router.endpoints(), components(), web::site().origin);
}

}  // namespace pacte::app
