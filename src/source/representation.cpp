#include "source/representation.hpp"

#include "source/parts.hpp"
#include "source/store.hpp"

namespace pacte::source {
namespace {

Json const text{{"type", "string"}};
Json const text_or_null{{"type", {"string", "null"}}};

Json reference_to(std::string_view schema) {
  return {{"$ref", fmt::format("#/components/schemas/{}", schema)}};
}

Json list_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

}  // namespace

std::string schema_name(Kind kind) {
  static constexpr std::array<std::string_view, 10> names{
      "Document",   "Node", "Link",     "Proposal", "Indicator",
      "Instrument", "Body", "Platform", "Process",  "NamedTerritory"};
  return std::string{names.at(static_cast<std::size_t>(kind))};
}

Json schema_ref(Kind kind) {
  return reference_to(schema_name(kind));
}

Json representation_schema(RecordKind const& kind) {
  auto schema = json_schema(kind);
  schema["properties"]["mentioned_by"] = list_of(reference_to("Mention"));
  schema["properties"]["_links"] = reference_to("Links");
  schema["required"].push_back("_links");
  return schema;
}

Json shared_schemas() {
  return {
      {"Source",
       {{"type", "object"},
        {"description", "Où se lit le fait : le document et ses lignes."},
        {"required", {"doc", "lines", "document", "act", "date", "href"}},
        {"properties",
         {{"doc", text},
          {"lines", {{"type", "string"}, {"pattern", "^[0-9]+(-[0-9]+)?$"}}},
          {"document", text},
          {"act", text_or_null},
          {"date", text_or_null},
          {"href", text}}}}},
      {"Conflict",
       {{"type", "object"},
        {"description", "Une autre valeur qu’un document imprime pour le même champ."},
        {"required", {"field", "value", "doc", "lines"}},
        {"properties",
         {{"field", text}, {"value", Json::object()}, {"doc", text}, {"lines", text}}}}},
      {"Mention",
       {{"type", "object"},
        {"description", "Une fiche qui nomme celle-ci, et par quel champ."},
        {"required", {"field", "id", "kind", "label", "_links"}},
        {"properties",
         {{"field", text},
          {"id", text},
          {"kind", text},
          {"label", text},
          {"_links", reference_to("Links")}}}}},
      {"Links",
       {{"type", "object"},
        {"description", "Les adresses de la même chose : dans l’API et en page."},
        {"required", {"self", "html"}},
        {"properties", {{"self", text}, {"html", text}}}}},
  };
}

Json list_schema(Kind kind) {
  return {{"type", "object"},
          {"required", {"items", "next"}},
          {"properties", {{"items", list_of(schema_ref(kind))}, {"next", text_or_null}}}};
}

Json links_json(Kind kind, std::string const& id) {
  return {{"self", api_path(kind, id)}, {"html", page_path(kind, id)}};
}

Json representation(RecordKind const& kind, Json record, std::span<Citation const> citations) {
  auto const id = text_or_empty(record, "id");
  record["sources"] = sources_json(citations);
  record["_links"] = links_json(kind.kind, id);
  return record;
}

Json whole_representation(store::Session& session, RecordKind const& kind, Json record) {
  auto const id = text_or_empty(record, "id");
  auto whole = representation(kind, std::move(record), citations(session, {id})[id]);
  Json mentioned = Json::array();
  for (auto const& mention : mentions(session, id)) {
    mentioned.push_back({{"field", mention.field},
                         {"id", mention.record.id},
                         {"kind", info(mention.record.kind).name},
                         {"label", mention.record.label},
                         {"_links", links_json(mention.record.kind, mention.record.id)}});
  }
  auto links = std::move(whole["_links"]);
  whole.erase("_links");
  whole["mentioned_by"] = std::move(mentioned);
  whole["_links"] = std::move(links);
  return whole;
}

}  // namespace pacte::source
