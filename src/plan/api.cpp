#include "plan/api.hpp"

#include "base/nullable.hpp"
#include "base/text.hpp"
#include "plan/record.hpp"
#include "plan/store.hpp"
#include "source/parts.hpp"
#include "source/record_store.hpp"
#include "source/representation.hpp"
#include "source/store.hpp"

namespace pacte::plan {
namespace {

using source::Kind;
using web::EndpointParameter;
using web::Request;
using web::Response;

constexpr std::size_t page_size = 50;
constexpr std::size_t max_value = 200;
constexpr auto example_node = "sreste/action-29";

Json const nullable_text{{"type", {"string", "null"}}};

Json line_json(NodeLine const& line) {
  return {{"id", line.id},
          {"label", line.label},
          {"plan", line.plan},
          {"level", line.level},
          {"code", or_null(line.code)},
          {"parent", or_null(line.parent)},
          {"horizon_class", or_null(line.horizon_class)},
          {"commitment", or_null(line.commitment)},
          {"href", source::api_path(Kind::plan_node, line.id)}};
}

Json lines_json(std::vector<NodeLine> const& lines) {
  Json all = Json::array();
  for (auto const& line : lines)
    all.push_back(line_json(line));
  return all;
}

Json link_json(LinkLine const& link) {
  return {{"id", link.id},
          {"type", link.type},
          {"review", link.review},
          {"from", link.from},
          {"to", or_null(link.to)},
          {"to_probable", or_null(link.to_probable)},
          {"to_printed", or_null(link.to_printed)},
          {"printed", or_null(link.printed)},
          {"note", or_null(link.note)}};
}

Json array_of(char const* schema) {
  return {{"type", "array"}, {"items", {{"$ref", std::string{"#/components/schemas/"} + schema}}}};
}

Json line_schema() {
  Json const text{{"type", "string"}};
  return {{"type", "object"},
          {"properties",
           {{"id", text},
            {"label", text},
            {"plan", text},
            {"level", text},
            {"code", nullable_text},
            {"parent", nullable_text},
            {"horizon_class", nullable_text},
            {"commitment", nullable_text},
            {"href", text}}},
          {"required", {"id", "label", "plan", "level", "href"}}};
}

Json link_schema() {
  Json const text{{"type", "string"}};
  return {{"type", "object"},
          {"properties",
           {{"id", text},
            {"type", text},
            {"review", {{"type", "string"}, {"enum", {"ok", "doubtful"}}}},
            {"from", text},
            {"to", nullable_text},
            {"to_probable", nullable_text},
            {"to_printed", nullable_text},
            {"printed", nullable_text},
            {"note", nullable_text}}},
          {"required", {"id", "type", "review", "from", "to"}}};
}

Json plan_schema() {
  auto schema = line_schema();
  schema["properties"]["horizon"] = nullable_text;
  schema["properties"]["summary"] = nullable_text;
  schema["properties"]["cited_only"] = {{"type", "boolean"}};
  schema["properties"]["nodes"] = {{"type", "integer"}};
  schema["properties"]["actions"] = {{"type", "integer"}};
  schema["properties"]["sources"] = array_of("Source");
  schema["properties"]["_links"] = {{"$ref", "#/components/schemas/Links"}};
  return schema;
}

Json node_schema() {
  auto schema = source::representation_schema(node_kind());
  schema["properties"]["ancestors"] = array_of("NodeLine");
  schema["properties"]["children"] = array_of("NodeLine");
  schema["properties"]["links"] = array_of("NodeLink");
  return schema;
}

Json page_of(Json items) {
  return {{"type", "object"},
          {"properties", {{"items", std::move(items)}, {"next", {{"type", {"string", "null"}}}}}},
          {"required", {"items", "next"}}};
}

Result<Response> list_plans(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const all = plans(reading);
  std::vector<std::string> ids;
  for (auto const& plan : all)
    ids.push_back(plan.root.id);
  auto const sources = source::citations(reading, ids);
  Json items = Json::array();
  auto const after = request.query.get("after");
  bool begun = after.empty();
  std::optional<std::string> next;
  for (auto const& plan : all) {
    if (!begun) {
      begun = plan.root.id == after;
      continue;
    }
    if (items.size() == page_size) {
      next = items.back()["id"].get<std::string>();
      break;
    }
    auto item = line_json(plan.root);
    item["horizon"] = or_null(plan.horizon);
    item["summary"] = or_null(plan.summary);
    item["cited_only"] = plan.root.cited_only;
    item["nodes"] = plan.nodes;
    item["actions"] = plan.actions;
    auto const found = sources.find(plan.root.id);
    item["sources"] = found == sources.end() ? Json::array() : source::sources_json(found->second);
    item["_links"] = source::links_json(Kind::plan_node, plan.root.id);
    items.push_back(std::move(item));
  }
  return web::list_response(request, std::move(items), next);
}

Result<Response> list_nodes(Services const& services, Request const& request) {
  source::ListQuery query{.after = request.query.get("after"), .most = page_size + 1};
  for (char const* field :
       {"plan", "level", "commitment", "horizon_class", "themes", "parent", "code"}) {
    auto const name = std::string_view{field} == "themes" ? "theme" : field;
    auto const value = request.query.get(name);
    if (value.empty()) continue;
    if (length(value) > max_value) {
      return fail(ProblemKind::malformed, "Un filtre est trop long.",
                  {{name, web::trf(request.locale, "{} caractères au plus", max_value)}});
    }
    auto const* known = source::field_named(node_kind(), field);
    if (!known->values.empty() && std::ranges::find(known->values, value) == known->values.end()) {
      return fail(ProblemKind::malformed, "Un filtre a une valeur inconnue.",
                  {{name, web::trf(request.locale, "valeurs admises : {}",
                                   fmt::join(known->values, ", "))}});
    }
    query.equal.emplace_back(field, value);
  }
  auto reading = services.database.read();
  auto records = source::list_records(reading, node_kind(), query);
  std::optional<std::string> next;
  if (records.size() > page_size) {
    records.pop_back();
    next = records.back()["id"].get<std::string>();
  }
  std::vector<std::string> ids;
  for (auto const& record : records)
    ids.push_back(record["id"].get<std::string>());
  auto const sources = source::citations(reading, ids);
  Json items = Json::array();
  for (auto& record : records) {
    auto const found = sources.find(record["id"].get<std::string>());
    items.push_back(source::representation(node_kind(), std::move(record), found->second));
  }
  return web::list_response(request, std::move(items), next);
}

Result<Response> read_node(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  auto reading = services.database.read();
  auto& session = reading.session();
  auto record = source::read_record(session, node_kind(), id);
  if (!record) {
    return fail(ProblemKind::not_found,
                web::trf(request.locale, "Aucune ligne de plan n’a l’identifiant « {} ».",
                         shorten(id, 200)));
  }
  auto api = source::whole_representation(session, node_kind(), std::move(*record));
  api["ancestors"] = lines_json(ancestors(session, id));
  api["children"] = lines_json(children(session, id));
  Json links = Json::array();
  for (auto const& link : links_of(session, id))
    links.push_back(link_json(link));
  api["links"] = std::move(links);
  for (auto const& section : services.sections) {
    if (section.api) section.api(session, id, api);
  }
  auto response = web::json(to_line(api));
  response.cacheable = true;
  return response;
}

EndpointParameter after_parameter() {
  return {.name = "after", .description = "Identifiant du dernier élément de la page précédente"};
}

EndpointParameter filter(std::string name, std::string description, std::string example) {
  return {.name = std::move(name),
          .description = std::move(description),
          .example = std::move(example)};
}

}  // namespace

Json api_schemas() {
  return {{"Plan", plan_schema()},
          {"NodeLine", line_schema()},
          {"NodeLink", link_schema()},
          {source::schema_name(Kind::plan_node), node_schema()}};
}

void add_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/plans",
       .operation = "list_plans",
       .summary = "Les plans, avec le nombre de leurs lignes",
       .tag = "Plans",
       .parameters = {after_parameter()},
       .response_schema = page_of(array_of("Plan")),
       .handler = [services](Request const& request) { return list_plans(services, request); }});
  router.endpoint(
      {.path = "/api/v1/plans/{id...}",
       .operation = "read_plan",
       .summary = "Un plan : la même chose que sa racine dans « nodes »",
       .tag = "Plans",
       .parameters = {{.name = "id",
                       .description = "Identifiant de la racine du plan",
                       .in = EndpointParameter::In::path,
                       .example = "sreste/plan"}},
       .response_schema = source::schema_ref(Kind::plan_node),
       .handler = [services](Request const& request) { return read_node(services, request); }});
  router.endpoint(
      {.path = "/api/v1/nodes",
       .operation = "list_nodes",
       .summary = "Les lignes des plans, filtrées",
       .tag = "Plans",
       .parameters = {after_parameter(), filter("plan", "Racine du plan", "sreste/plan"),
                      filter("level", "Niveau", "action"),
                      filter("commitment", "Engagement", "planned"),
                      filter("horizon_class", "Échéance", ""), filter("theme", "Thème", "emploi"),
                      filter("parent", "Ligne au-dessus", ""), filter("code", "Code imprimé", "")},
       .response_schema =
           page_of({{"type", "array"}, {"items", source::schema_ref(Kind::plan_node)}}),
       .handler = [services](Request const& request) { return list_nodes(services, request); }});
  router.endpoint(
      {.path = "/api/v1/nodes/{id...}",
       .operation = "read_node",
       .summary = "Une ligne de plan, avec ce qui est au-dessus, au-dessous et autour d’elle",
       .tag = "Plans",
       .parameters = {{.name = "id",
                       .description = "Identifiant de la ligne",
                       .in = EndpointParameter::In::path,
                       .example = example_node}},
       .response_schema = source::schema_ref(Kind::plan_node),
       .handler = [services](Request const& request) { return read_node(services, request); }});
}

}  // namespace pacte::plan
