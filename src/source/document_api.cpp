#include "source/document_api.hpp"

#include "base/text.hpp"
#include "source/document_lines.hpp"
#include "source/record.hpp"
#include "source/record_store.hpp"
#include "source/representation.hpp"

namespace pacte::source {
namespace {

using web::EndpointParameter;
using web::Request;
using web::Response;

constexpr std::size_t page_size = 50;
constexpr std::size_t drawn_size = 100;
constexpr std::size_t longest_key = 400;
constexpr auto example = "sreste/deliberation";

Json ids_of(std::span<DocumentInfo const> all) {
  Json ids = Json::array();
  for (auto const& document : all)
    ids.push_back(document.id);
  return ids;
}

Json line_json(DocumentLine const& line) {
  return {{"id", line.record.id},
          {"kind", info(line.record.kind).name},
          {"label", line.record.label},
          {"lines", line.lines},
          {"_links", links_json(line.record.kind, line.record.id)}};
}

Result<Response> list(Services const& services, Request const& request) {
  auto const after = request.query.get("after");
  if (after.size() > longest_key) return fail(ProblemKind::malformed, "« after » est trop long.");
  auto reading = services.database.read();
  auto records = list_records(reading, document_kind(), {.after = after, .most = page_size + 1});
  std::optional<std::string> next;
  if (records.size() > page_size) {
    records.pop_back();
    next = text_or_empty(records.back(), "id");
  }
  std::vector<std::string> ids;
  for (auto const& record : records)
    ids.push_back(text_or_empty(record, "id"));
  auto cited = citations(reading, ids);
  Json items = Json::array();
  for (auto& record : records) {
    auto const& own = cited[text_or_empty(record, "id")];
    items.push_back(representation(document_kind(), std::move(record), own));
  }
  return web::list_response(request, std::move(items), next);
}

Result<LineRange> read_lines(Request const& request, LineRange const& whole) {
  auto const given = request.query.find("lines");
  if (!given) return whole;
  auto const asked = parse_lines(*given);
  auto const range = asked ? within(*asked, whole) : std::nullopt;
  if (!range) {
    return fail(ProblemKind::malformed,
                web::trf(request.locale,
                         "« lines » est « a » ou « a-b », dans les lignes {} à {} du document.",
                         whole.first, whole.last));
  }
  return *range;
}

// What was drawn from the lines asked for, and where its next page is.
void add_drawn(store::Session& session, Request const& request, std::string const& id,
               LineRange const& range, Json& api) {
  auto const page = drawn_page(session, id, range, request.query.get("after"), drawn_size);
  Json next;
  if (!page.next.empty()) {
    next = fmt::format("{}?lines={}-{}&after={}", api_path(Kind::document, id), range.first,
                       range.last, web::percent_encode(page.next));
  }
  Json drawn = Json::array();
  for (auto const& fact : page.facts)
    drawn.push_back(line_json(fact));
  api["drawn"] = std::move(drawn);
  api["next"] = std::move(next);
}

Result<Response> read(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const found = document(session, id);
  auto record = found ? read_record(session, document_kind(), id) : std::nullopt;
  if (!record) return fail(ProblemKind::not_found, "Aucun document n’a cet identifiant.");
  if (request.query.get("after").size() > longest_key) {
    return fail(ProblemKind::malformed, "« after » est trop long.");
  }
  auto const range = read_lines(request, lines_of(*found));
  if (!range) return std::unexpected(range.error());
  auto api = whole_representation(session, document_kind(), std::move(*record));
  auto const all = documents(session);
  api["parts"] = ids_of(parts_of(all, id));
  api["amended_by"] = ids_of(amending(all, id));
  Json counts = Json::object();
  for (auto const& [kind, count] : drawn_kinds(session, id)) {
    counts[std::string{info(kind).name}] = count;
  }
  api["counts"] = std::move(counts);
  add_drawn(session, request, id, *range, api);
  auto response = web::json(to_line(api));
  response.cacheable = true;
  return response;
}

Json document_schema() {
  Json const text{{"type", "string"}};
  Json const texts{{"type", "array"}, {"items", text}};
  auto schema = representation_schema(document_kind());
  auto& properties = schema["properties"];
  properties["parts"] = texts;
  properties["amended_by"] = texts;
  properties["counts"] = {{"type", "object"},
                          {"description", "Nombre de fiches tirées du document, par sorte."},
                          {"additionalProperties", {{"type", "integer"}}}};
  properties["drawn"] = {{"type", "array"},
                         {"items", {{"$ref", "#/components/schemas/DrawnFact"}}}};
  properties["next"] = {{"type", {"string", "null"}}};
  return schema;
}

Json drawn_schema() {
  Json const text{{"type", "string"}};
  return {{"type", "object"},
          {"description", "Une fiche tirée de ces lignes."},
          {"required", {"id", "kind", "label", "lines", "_links"}},
          {"properties",
           {{"id", text},
            {"kind", text},
            {"label", text},
            {"lines", text},
            {"_links", {{"$ref", "#/components/schemas/Links"}}}}}};
}

}  // namespace

Json api_schemas() {
  auto schemas = shared_schemas();
  schemas[schema_name(Kind::document)] = document_schema();
  schemas["DrawnFact"] = drawn_schema();
  return schemas;
}

void add_document_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/documents",
       .operation = "list_documents",
       .summary = "Les documents publics dont viennent tous les faits.",
       .tag = "Documents",
       .parameters = {{.name = "after",
                       .description = "Identifiant du dernier élément de la page d’avant.",
                       .example = example}},
       .response_schema = list_schema(Kind::document),
       .handler = [services](Request const& request) { return list(services, request); }});
  router.endpoint(
      {.path = "/api/v1/documents/{id...}",
       .operation = "read_document",
       .summary = "Un document, et les fiches tirées de ses lignes.",
       .tag = "Documents",
       .parameters = {{.name = "id",
                       .description = "Identifiant du document.",
                       .required = true,
                       .in = EndpointParameter::In::path,
                       .example = example},
                      {.name = "lines",
                       .description = "Seulement ce qui est tiré de ces lignes : « a » ou « a-b ».",
                       .schema = {{"type", "string"}, {"pattern", "^[0-9]+(-[0-9]+)?$"}},
                       .example = "640-660"},
                      {.name = "after",
                       .description = "Clef de la suite, telle que « next » la donne."}},
       .response_schema = schema_ref(Kind::document),
       .handler = [services](Request const& request) { return read(services, request); }});
}

}  // namespace pacte::source
