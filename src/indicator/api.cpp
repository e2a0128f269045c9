#include "indicator/api.hpp"

#include "base/nullable.hpp"
#include "base/text.hpp"
#include "indicator/filter.hpp"
#include "indicator/listing.hpp"
#include "indicator/record.hpp"
#include "indicator/rules.hpp"
#include "source/parts.hpp"
#include "source/record_store.hpp"
#include "source/representation.hpp"
#include "source/store.hpp"

namespace pacte::indicator {
namespace {

using source::Kind;
using web::EndpointParameter;
using web::Request;
using web::Response;

constexpr std::size_t page_size = 50;
constexpr std::size_t longest_key = 200;

std::vector<std::string> ids_of(std::vector<Figure> const& figures) {
  std::vector<std::string> ids;
  for (auto const& figure : figures)
    ids.push_back(figure.id);
  return ids;
}

Json observation_json(Figure const& figure, std::vector<source::Citation> const& citations) {
  return {{"id", figure.id},
          {"label", figure.label},
          {"value", figure.value},
          {"qualifier", or_null(figure.qualifier)},
          {"unit", or_null(figure.unit)},
          {"date", or_null(figure.date)},
          {"territory", or_null(figure.territory)},
          {"source_printed", or_null(figure.source_printed)},
          {"target", figure.target},
          {"target_date", or_null(figure.target_date)},
          {"baseline", figure.baseline},
          {"computed", figure.computed},
          {"note", or_null(figure.note)},
          {"sources", source::sources_json(citations)},
          {"_links", source::links_json(Kind::indicator, figure.id)}};
}

Json observations_json(store::Session& session, std::vector<Figure> const& figures) {
  auto citations = source::citations(session, ids_of(figures));
  Json all = Json::array();
  for (auto const& figure : figures)
    all.push_back(observation_json(figure, citations[figure.id]));
  return all;
}

Json conflicts_json(std::vector<Figure> const& figures) {
  Json all = Json::array();
  for (auto const& one : disagreements(figures)) {
    Json ids = Json::array();
    for (auto const i : one.figures)
      ids.push_back(figures[i].id);
    all.push_back({{"ids", std::move(ids)},
                   {"field", one.of_targets ? "target" : "value"},
                   {"certain", one.certain},
                   {"reason", reason(one, figures, web::Locale::fr)}});
  }
  return all;
}

Response cacheable(Json const& body) {
  auto response = web::json(to_line(body));
  response.cacheable = true;
  return response;
}

Result<std::string> read_after(Request const& request) {
  auto after = request.query.get("after");
  if (length(after) > longest_key) {
    return fail(ProblemKind::malformed, "Le paramètre « after » est trop long.",
                {{"after", web::trf(request.locale, "{} caractères au plus", longest_key)}});
  }
  return after;
}

Result<Response> list_indicators(Services const& services, Request const& request) {
  auto const filter = read_filter(request.query, api_names);
  if (!filter) return std::unexpected(filter.error());
  auto const after = read_after(request);
  if (!after) return std::unexpected(after.error());
  auto reading = services.database.read();
  auto const page = page_of_figures(reading, *filter, *after, page_size, Order::id);
  auto citations = source::citations(reading, ids_of(page.figures));
  Json items = Json::array();
  for (auto const& figure : page.figures) {
    auto record = source::read_record(reading, indicator_kind(), figure.id);
    if (record) {
      items.push_back(
          source::representation(indicator_kind(), std::move(*record), citations[figure.id]));
    }
  }
  return web::list_response(request, std::move(items), page.next);
}

Json series_line(Series const& series) {
  return {{"id", series.id},
          {"label", series_label(series.figures)},
          {"observations", series.figures.size()},
          {"differs", !disagreements(series.figures).empty()},
          {"_links", source::links_json(Kind::indicator, series.id)}};
}

Result<Response> list_all_series(Services const& services, Request const& request) {
  auto const after = read_after(request);
  if (!after) return std::unexpected(after.error());
  auto reading = services.database.read();
  auto page = list_series(reading, *after, page_size + 1);
  std::optional<std::string> next;
  if (page.size() > page_size) {
    page.pop_back();
    next = page.back().id;
  }
  Json items = Json::array();
  for (auto const& series : page)
    items.push_back(series_line(series));
  return web::list_response(request, std::move(items), next);
}

Json read_series(store::Session& session, std::string const& id,
                 std::vector<Figure> const& figures) {
  return {{"id", id},
          {"label", series_label(figures)},
          {"observations", observations_json(session, figures)},
          {"conflicts_between", conflicts_json(figures)},
          {"_links", source::links_json(Kind::indicator, id)}};
}

Result<Response> read_indicator(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  auto reading = services.database.read();
  auto& session = reading.session();
  auto record = source::read_record(session, indicator_kind(), id);
  if (!record) {
    auto const figures = figures_of_series(session, id);
    if (figures.empty()) {
      return fail(
          ProblemKind::not_found,
          web::trf(request.locale, "Aucun chiffre ni aucune série n’a l’identifiant « {} ».",
                   shorten(id, 200)));
    }
    return cacheable(read_series(session, id, figures));
  }
  auto const found = figure(session, id);
  std::vector<Figure> series;
  if (found && found->series.empty()) {
    series.push_back(*found);
  } else if (found) {
    series = figures_of_series(session, found->series);
  }
  auto api = source::whole_representation(session, indicator_kind(), std::move(*record));
  api["observations"] = observations_json(session, series);
  api["conflicts_between"] = conflicts_json(series);
  return cacheable(api);
}

Json const text{{"type", "string"}};
Json const text_or_null{{"type", {"string", "null"}}};
Json const value_or_null{{"type", {"number", "string", "null"}}};

Json array_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

Json reference_to(char const* schema) {
  return {{"$ref", std::string{"#/components/schemas/"} + schema}};
}

Json page_of(Json items) {
  return {{"type", "object"},
          {"properties", {{"items", array_of(std::move(items))}, {"next", text_or_null}}},
          {"required", {"items", "next"}}};
}

Json observation_schema() {
  return {{"type", "object"},
          {"description", "Un relevé : ce qu’un document imprime."},
          {"properties",
           {{"id", text},
            {"label", text},
            {"value", value_or_null},
            {"qualifier", text_or_null},
            {"unit", text_or_null},
            {"date", text_or_null},
            {"territory", text_or_null},
            {"source_printed", text_or_null},
            {"target", value_or_null},
            {"target_date", text_or_null},
            {"baseline", value_or_null},
            {"computed", {{"type", "boolean"}}},
            {"note", text_or_null},
            {"sources", array_of(reference_to("Source"))},
            {"_links", reference_to("Links")}}},
          {"required",
           {"id", "label", "value", "qualifier", "unit", "date", "territory", "target", "sources",
            "_links"}}};
}

Json disagreement_schema() {
  return {{"type", "object"},
          {"description",
           "Des relevés d’une même série qui ne peuvent pas tous tenir, ou que rien d’imprimé ne "
           "distingue."},
          {"properties",
           {{"ids", array_of(text)},
            {"field", {{"type", "string"}, {"enum", {"value", "target"}}}},
            {"certain",
             {{"type", "boolean"},
              {"description", "faux quand une date qui manque peut expliquer l’écart"}}},
            {"reason", text}}},
          {"required", {"ids", "field", "certain", "reason"}}};
}

Json series_schema() {
  return {{"type", "object"},
          {"description", "Les relevés d’une même chose."},
          {"properties",
           {{"id", text},
            {"label", text},
            {"observations", array_of(reference_to("Observation"))},
            {"conflicts_between", array_of(reference_to("Disagreement"))},
            {"_links", reference_to("Links")}}},
          {"required", {"id", "label", "observations", "conflicts_between", "_links"}}};
}

Json series_line_schema() {
  return {{"type", "object"},
          {"properties",
           {{"id", text},
            {"label", text},
            {"observations", {{"type", "integer"}}},
            {"differs", {{"type", "boolean"}}},
            {"_links", reference_to("Links")}}},
          {"required", {"id", "label", "observations", "differs", "_links"}}};
}

Json indicator_schema() {
  auto schema = source::representation_schema(indicator_kind());
  schema["properties"]["observations"] = array_of(reference_to("Observation"));
  schema["properties"]["conflicts_between"] = array_of(reference_to("Disagreement"));
  return schema;
}

EndpointParameter filter(std::string name, std::string description, std::string example) {
  return {.name = std::move(name),
          .description = std::move(description),
          .example = std::move(example)};
}

EndpointParameter after_parameter() {
  return {.name = "after", .description = "Identifiant du dernier élément de la page précédente"};
}

// Of the sheet of a territory: `add_figures_of`.
Json printed_figures_schema() {
  Json const maybe_text{{"type", {"string", "null"}}};
  return {
      {"type", "object"},
      {"properties",
       {{"count", {{"type", "integer"}}},
        {"items",
         {{"type", "array"},
          {"items",
           {{"type", "object"},
            {"properties",
             {{"id", text},
              {"label", text},
              {"value", Json::object()},
              {"unit", maybe_text},
              {"date", maybe_text},
              {"region_figure", maybe_text},
              {"href", text}}},
            {"required", {"id", "label", "value", "unit", "date", "region_figure", "href"}}}}}}}},
      {"required", {"count", "items"}}};
}

}  // namespace

Json api_schemas() {
  return {{source::schema_name(Kind::indicator), indicator_schema()},
          {"Series", series_schema()},
          {"SeriesLine", series_line_schema()},
          {"Observation", observation_schema()},
          {"Disagreement", disagreement_schema()},
          {"PrintedFigures", printed_figures_schema()}};
}

void add_figures_about(store::Session& session, std::string const& record, Json& api) {
  api["figures"] = observations_json(session, figures_about(session, record));
}

void add_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/indicators",
       .operation = "list_indicators",
       .summary = "Les chiffres imprimés, filtrés",
       .tag = "Chiffres",
       .parameters = {after_parameter(),
                      filter("q", "Mots du libellé", "étudiants"),
                      filter("territory", "Territoire, comme imprimé", "Occitanie"),
                      filter("theme", "Thème de la ligne de plan mesurée", "emploi"),
                      filter("plan", "Racine du plan dont une ligne est mesurée", "srdeii/plan"),
                      filter("about", "Fiche mesurée", "academie-2023/service-national-universel"),
                      filter("series", "Série", "occitanie/serie-etudiants"),
                      filter("document", "Document qui l’imprime", "sreste/deliberation"),
                      {.name = "year",
                       .description = "Année où la date commence",
                       .schema = {{"type", "string"}, {"pattern", "^[0-9]{4}$"}},
                       .example = "2022"},
                      {.name = "form",
                       .description =
                           "« target » : avec une cible ; « differing » : d’une série en désaccord",
                       .schema = {{"type", "string"}, {"enum", {"target", "differing"}}},
                       .example = "target"}},
       .response_schema = source::list_schema(Kind::indicator),
       .handler = [services](Request const& request) {
         return list_indicators(services, request);
       }});
  router.endpoint({.path = "/api/v1/indicators/{id...}",
                   .operation = "read_indicator",
                   .summary = "Un chiffre avec tous les relevés de sa série, ou une série",
                   .tag = "Chiffres",
                   .parameters = {{.name = "id",
                                   .description = "Identifiant d’un chiffre ou d’une série",
                                   .in = EndpointParameter::In::path,
                                   .example = "sreste/ind-etudiants"}},
                   .response_schema = {{"anyOf", Json::array({source::schema_ref(Kind::indicator),
                                                              reference_to("Series")})}},
                   .handler = [services](Request const& request) {
                     return read_indicator(services, request);
                   }});
  router.endpoint(
      {.path = "/api/v1/series",
       .operation = "list_series",
       .summary = "Les séries de chiffres, avec leur nombre de relevés et s’ils se contredisent",
       .tag = "Chiffres",
       .parameters = {after_parameter()},
       .response_schema = page_of(reference_to("SeriesLine")),
       .handler = [services](Request const& request) {
         return list_all_series(services, request);
       }});
}

}  // namespace pacte::indicator
