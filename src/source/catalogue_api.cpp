#include "base/text.hpp"
#include "source/catalogue_pages.hpp"
#include "source/record_store.hpp"
#include "source/representation.hpp"
#include "source/store.hpp"

namespace pacte::source {
namespace {

using web::EndpointParameter;
using web::Request;
using web::Response;

using ContextPtr = std::shared_ptr<CatalogueContext const>;

constexpr std::int64_t usual_page = 50;
constexpr std::int64_t largest_page = 100;
constexpr std::size_t longest_value = 1'000;

Result<std::size_t> read_most(Request const& request) {
  auto const given = request.query.find("most");
  if (!given) return static_cast<std::size_t>(usual_page);
  auto const most = parse_integer(*given);
  if (!most || *most < 1 || *most > largest_page) {
    return fail(ProblemKind::malformed,
                web::trf(request.locale, "« most » est un nombre de 1 à {}.", largest_page));
  }
  return static_cast<std::size_t>(*most);
}

Result<ListQuery> read_query(Catalogue const& catalogue, store::Session& session,
                             Request const& request) {
  auto const most = read_most(request);
  if (!most) return std::unexpected(most.error());
  ListQuery query{.after = request.query.get("after"), .most = *most + 1};
  if (!query.after.empty() && !summary(session, query.after)) {
    return fail(ProblemKind::malformed,
                "« after » doit être l’identifiant du dernier élément de la page d’avant.");
  }
  for (auto const& name : catalogue.facets) {
    auto const value = request.query.find(name);
    if (!value) continue;
    auto const* field = field_named(*catalogue.kind, name);
    bool const known =
        field != nullptr &&
        (field->values.empty() || std::ranges::find(field->values, *value) != field->values.end());
    if (!known || value->size() > longest_value) {
      return fail(ProblemKind::malformed,
                  web::trf(request.locale, "La valeur de « {} » n’est pas admise.", name));
    }
    query.equal.emplace_back(name, *value);
  }
  return query;
}

Result<Response> list(CatalogueContext const& context, Request const& request) {
  auto const& kind = *context.catalogue.kind;
  auto reading = context.services.database.read();
  auto const query = read_query(context.catalogue, reading, request);
  if (!query) return std::unexpected(query.error());
  auto records = list_records_by_label(reading, kind, *query);
  std::optional<std::string> after;
  if (records.size() == query->most) {
    records.pop_back();
    after = text_or_empty(records.back(), "id");
  }
  std::vector<std::string> ids;
  for (auto const& record : records)
    ids.push_back(text_or_empty(record, "id"));
  auto const cited = citations(reading, ids);
  Json items = Json::array();
  for (std::size_t i = 0; i < records.size(); ++i) {
    auto const found = cited.find(ids[i]);
    items.push_back(representation(
        kind, std::move(records[i]),
        found == cited.end() ? std::span<Citation const>{} : std::span{found->second}));
  }
  return web::list_response(request, std::move(items), after);
}

Result<Response> read(CatalogueContext const& context, Request const& request) {
  auto reading = context.services.database.read();
  auto const& kind = *context.catalogue.kind;
  auto record = read_record(reading, kind, request.capture("id"));
  if (!record) return fail(ProblemKind::not_found, "Aucune fiche n’a cet identifiant.");
  auto api = whole_representation(reading, kind, std::move(*record));
  for (auto const& section : context.services.sections) {
    if (section.api) section.api(reading, request.capture("id"), api);
  }
  auto response = web::json(to_line(api));
  response.cacheable = true;
  return response;
}

std::vector<EndpointParameter> list_parameters(Catalogue const& catalogue) {
  std::vector<EndpointParameter> parameters{
      {.name = "after",
       .description = "Identifiant du dernier élément de la page d’avant.",
       .example = catalogue.example},
      {.name = "most",
       .description = "Nombre d’éléments de la page.",
       .schema = {{"type", "integer"},
                  {"minimum", 1},
                  {"maximum", largest_page},
                  {"default", usual_page}},
       .example = "10"}};
  for (auto const& name : catalogue.facets) {
    auto const* field = field_named(*catalogue.kind, name);
    if (field == nullptr) continue;
    Json schema{{"type", "string"}};
    if (!field->values.empty()) schema["enum"] = field->values;
    parameters.push_back(
        {.name = name,
         .description = "Seulement ceux dont ce champ vaut : " + field->label + ".",
         .schema = std::move(schema),
         .example = field->values.empty() ? "" : field->values.front()});
  }
  return parameters;
}

}  // namespace

void add_catalogue_endpoints(web::Router& router, ContextPtr const& context) {
  auto const& catalogue = context->catalogue;
  auto const& known = info(catalogue.kind->kind);
  std::string const path = "/api/v1/" + std::string{known.collection};
  std::string collection{known.collection};
  std::ranges::replace(collection, '-', '_');
  router.endpoint({.path = path,
                   .operation = "list_" + collection,
                   .summary = catalogue.title + " : la liste, par nom.",
                   .tag = catalogue.title,
                   .parameters = list_parameters(catalogue),
                   .response_schema = list_schema(catalogue.kind->kind),
                   .handler = [context](auto const& request) { return list(*context, request); }});
  router.endpoint({.path = path + "/{id...}",
                   .operation = "read_" + std::string{known.name},
                   .summary = catalogue.title + " : une fiche, ses sources et qui la nomme.",
                   .tag = catalogue.title,
                   .parameters = {{.name = "id",
                                   .description = "Identifiant de la fiche.",
                                   .required = true,
                                   .in = EndpointParameter::In::path,
                                   .example = catalogue.example}},
                   .response_schema = schema_ref(catalogue.kind->kind),
                   .handler = [context](auto const& request) { return read(*context, request); }});
}

}  // namespace pacte::source
