#include "territory/api.hpp"

#include "base/nullable.hpp"
#include "base/text.hpp"
#include "source/parts.hpp"
#include "territory/contour_store.hpp"
#include "territory/lookup.hpp"
#include "territory/place_api.hpp"
#include "territory/portrait.hpp"
#include "territory/zoning_api.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {
namespace {

using web::EndpointParameter;
using web::Request;
using web::Response;

constexpr std::size_t page_size = 50;
constexpr std::size_t longest_query = 100;

Json territory_json(Territory const& territory) {
  return {{"id", to_text(territory.key)},
          {"level", name(territory.key.level)},
          {"code", territory.key.code},
          {"name", territory.name},
          {"type", or_null(territory.type)},
          {"population", territory.population},
          {"communes", or_null(territory.communes)},
          {"population_total", or_null(territory.population_total)},
          {"communes_total", or_null(territory.communes_total)},
          {"department", or_null(territory.department)},
          {"departments", territory.departments},
          {"arrondissement", or_null(territory.arrondissement)},
          {"epci", or_null(territory.epci)},
          {"seat", or_null(territory.seat)},
          {"postal_codes", territory.postal_codes},
          {"lon", territory.place ? Json(territory.place->longitude) : Json{}},
          {"lat", territory.place ? Json(territory.place->latitude) : Json{}},
          {"_links", {{"self", api_path(territory.key)}, {"html", page_path(territory.key)}}}};
}

Result<std::optional<Level>> level_of(Request const& request) {
  auto const given = request.query.get("level");
  if (given.empty()) return std::optional<Level>{};
  if (auto level = level_named(given)) return level;
  return fail(ProblemKind::malformed, "Ce niveau de territoire n’existe pas.",
              {{"level", "valeurs admises : region, department, arrondissement, epci, commune"}});
}

Result<Response> list(Services const& services, AtlasKeeper& keeper, Request const& request) {
  auto const level = level_of(request);
  if (!level) return std::unexpected(level.error());
  auto const typed = request.query.get("q");
  if (length(typed) > longest_query) {
    return fail(ProblemKind::malformed, "La recherche est trop longue.",
                {{"q", web::trf(request.locale, "{} caractères au plus", longest_query)}});
  }
  auto const after = request.query.get("after");
  auto reading = services.database.read();
  Json items = Json::array();
  std::optional<std::string> next;
  if (typed.empty()) {
    auto found = list_territories(reading, *level, parse_key(after), page_size + 1);
    if (found.size() > page_size) {
      found.pop_back();
      next = to_text(found.back().key);
    }
    for (auto const& territory : found)
      items.push_back(territory_json(territory));
  } else {
    auto found =
        search_or_nearest(reading, keeper, typed, *level, parse_rank(after), page_size + 1);
    if (found.size() > page_size) {
      found.pop_back();
      next = to_text(found.back().rank);
    }
    for (auto const& hit : found)
      items.push_back(territory_json(hit.territory));
  }
  return web::list_response(request, std::move(items), next);
}

Json short_json(Key const& key, std::string const& name, std::int64_t population) {
  return {{"id", to_text(key)},
          {"name", name},
          {"population", population},
          {"_links", {{"self", api_path(key)}, {"html", page_path(key)}}}};
}

Json rank_json(std::optional<RankAmong> const& rank) {
  if (!rank) return {};
  return {{"rank", rank->rank}, {"of", rank->of}};
}

// Its figures among those of others, its peers, its neighbours, what names it.
void add_portrait(Json& api, Services const& services, LevelKeeper& levels, store::Session& session,
                  Territory const& territory) {
  auto const portrait = portrait_of(session, levels, territory, iso_day(services.clock()));
  api["figures"] = Json::array();
  for (auto const& one : portrait.standings) {
    api["figures"].push_back({{"measure", name(one.measure)},
                              {"value", one.value},
                              {"in_region", rank_json(one.in_region)},
                              {"in_department", rank_json(one.in_department)},
                              {"peers_median", or_null(one.peers)},
                              {"department_median", or_null(one.department)},
                              {"region_median", or_null(one.region)}});
  }
  api["peers"] = Json::array();
  for (auto const& one : portrait.peers)
    api["peers"].push_back(short_json(one.key, one.name, one.population));
  auto const beside = neighbours(session, territory.key);
  api["neighbours"] = {{"approximate", beside.approximate}, {"items", Json::array()}};
  for (auto const& one : beside.territories)
    api["neighbours"]["items"].push_back(short_json(one.key, one.name, one.population));
  api["named_in"] = Json::object();
  for (auto const& kind : records_naming(services.index, territory, 0).kinds)
    api["named_in"][std::string{source::info(kind.kind).name}] = kind.count;
  auto const asked = named(session, territory);
  for (auto const& section : services.territory_sections) {
    if (section.api) section.api(session, asked, api);
  }
}

Result<Response> read(Services const& services, LevelKeeper& levels, Request const& request) {
  auto const key = parse_key(request.capture("id"));
  if (auto zoned = zoned_territory(services, request.capture("id"), request.query.get("date")))
    return *std::move(zoned);
  if (!key) {
    return fail(ProblemKind::not_found,
                "Un territoire se nomme « niveau:code », par exemple « commune:31555 ».");
  }
  auto reading = services.database.read();
  auto found = territory(reading, *key);
  if (!found && key->level == Level::commune) {
    // A fact about a former commune is found under the one where it is now.
    if (auto const now = successor(reading, key->code)) found = territory(reading, *now);
  }
  if (!found)
    return fail(ProblemKind::not_found, "Aucun territoire n’a ce code dans le référentiel chargé.");
  auto api = territory_json(*found);
  Json all = Json::array();
  for (auto const& zoning : zonings(reading, found->key, iso_day(services.clock()))) {
    all.push_back({{"zoning", zoning.zoning},
                   {"name", zoning.zoning_name},
                   {"label", zoning.label},
                   {"note", or_null(zoning.note)},
                   {"sources", source::sources_json(zoning.sources)}});
  }
  api["zonings"] = std::move(all);
  Json former = Json::array();
  if (found->key.level == Level::commune) {
    for (auto const& one : former_communes_of(reading, found->key.code))
      former.push_back(to_json(one));
  }
  api["former"] = std::move(former);
  add_portrait(api, services, levels, reading, *found);
  auto response = web::json(to_line(api));
  response.cacheable = true;
  response.lasting = false;  // the search index follows the data a little later
  return response;
}

Json object(Json properties, Json required) {
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

// The schemas of what `add_portrait` adds.
Json portrait_schemas() {
  Json const text{{"type", "string"}};
  Json const whole{{"type", "integer"}};
  Json const maybe_number{{"type", {"number", "null"}}};
  Json const rank = object({{"rank", whole}, {"of", whole}}, {"rank", "of"});
  Json const maybe_rank{{"oneOf", {rank, {{"type", "null"}}}}};
  return {{"ShortTerritory", object({{"id", text},
                                     {"name", text},
                                     {"population", whole},
                                     {"_links", {{"$ref", "#/components/schemas/Links"}}}},
                                    {"id", "name", "population", "_links"})},
          {"TerritoryFigure",
           object({{"measure",
                    {{"type", "string"},
                     {"enum",
                      {"population", "density", "communes", "population_per_commune", "zonings"}}}},
                   {"value", {{"type", "number"}}},
                   {"in_region", maybe_rank},
                   {"in_department", maybe_rank},
                   {"peers_median", maybe_number},
                   {"department_median", maybe_number},
                   {"region_median", maybe_number}},
                  {"measure", "value"})}};
}

}  // namespace

Json api_schemas() {
  Json const text{{"type", "string"}};
  Json const maybe_text{{"type", {"string", "null"}}};
  Json const texts{{"type", "array"}, {"items", text}};
  Json schemas = place_schemas();
  schemas.update(zoning_schemas());
  schemas.update(portrait_schemas());
  auto const list_of = [](std::string_view schema) {
    return Json{{"type", "array"},
                {"items", {{"$ref", fmt::format("#/components/schemas/{}", schema)}}}};
  };
  schemas.update(
      {{"AdministrativeTerritory",
        {{"type", "object"},
         {"properties",
          {{"id", text},
           {"level",
            {{"type", "string"},
             {"enum", {"region", "department", "arrondissement", "epci", "commune"}}}},
           {"code", text},
           {"name", text},
           {"type", maybe_text},
           {"population", {{"type", "integer"}}},
           {"department", maybe_text},
           {"departments", texts},
           {"epci", maybe_text},
           {"postal_codes", texts},
           {"lon", {{"type", {"number", "null"}}}},
           {"lat", {{"type", {"number", "null"}}}},
           {"zonings", {{"type", "array"}, {"items", {{"type", "object"}}}}},
           {"former",
            {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/FormerCommune"}}}}},
           {"figures", list_of("TerritoryFigure")},
           {"peers", list_of("ShortTerritory")},
           {"neighbours",
            {{"type", "object"},
             {"properties",
              {{"approximate", {{"type", "boolean"}}}, {"items", list_of("ShortTerritory")}}},
             {"required", {"approximate", "items"}}}},
           {"named_in", {{"type", "object"}, {"additionalProperties", {{"type", "integer"}}}}},
           {"printed_figures", {{"$ref", "#/components/schemas/PrintedFigures"}}},
           {"_links", {{"$ref", "#/components/schemas/Links"}}}}},
         {"required", {"id", "level", "code", "name", "population", "_links"}}}}});
  return schemas;
}

void add_api(web::Router& router, Services const& services,
             std::shared_ptr<AtlasKeeper> const& keeper,
             std::shared_ptr<LevelKeeper> const& levels) {
  add_place_api(router, services, keeper);
  Json const one{{"$ref", "#/components/schemas/AdministrativeTerritory"}};
  router.endpoint(
      {.path = "/api/v1/territories",
       .operation = "search_official_territories",
       .summary = "Les territoires officiels ; avec q, du plus au moins probable",
       .tag = "Territoires",
       .parameters = {{.name = "q",
                       .description = "Nom, code postal ou code officiel",
                       .example = "clermont"},
                      {.name = "level",
                       .description = "region, department, arrondissement, epci ou commune"},
                      {.name = "after",
                       .description = "Clé du dernier élément de la page précédente"}},
       .response_schema = {{"type", "object"},
                           {"properties",
                            {{"items", {{"type", "array"}, {"items", one}}},
                             {"next", {{"type", {"string", "null"}}}}}},
                           {"required", {"items", "next"}}},
       .handler = [services, keeper](Request const& request) {
         return list(services, *keeper, request);
       }});
  router.endpoint(
      {.path = "/api/v1/territories/{id...}",
       .operation = "read_official_territory",
       .summary =
           "Un territoire officiel : appartenances, zonages, chiffres, pairs, voisins et ce qui le "
           "nomme",
       .tag = "Territoires",
       .parameters = {{.name = "id",
                       .description =
                           "niveau:code, le code étant celui de l’INSEE, ou le SIREN d’un EPCI ; "
                           "zonage:code, le code étant celui d’un membre, ou de son territoire",
                       .in = EndpointParameter::In::path,
                       .example = "commune:31555"},
                      {.name = "date",
                       .description = "D’un zonage : jour dont on parle ; aujourd’hui sans elle",
                       .schema = {{"type", "string"}, {"format", "date"}}}},
       .response_schema = {{"oneOf", {one, {{"$ref", "#/components/schemas/ZonedTerritory"}}}}},
       .handler = [services, levels](Request const& request) {
         return read(services, *levels, request);
       }});
}

}  // namespace pacte::territory
