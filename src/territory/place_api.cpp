#include "territory/place_api.hpp"

#include "source/parts.hpp"
#include "territory/lookup.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;

Json territory_json(LocatedTerritory const& one) {
  return {{"id", to_text(one.key)},
          {"code", one.key.code},
          {"name", one.name},
          {"certain", one.certain},
          {"_links", {{"self", api_path(one.key)}, {"html", page_path(one.key)}}}};
}

Json zoning_json(LocatedZoning const& one) {
  return {{"code", one.zoning.zoning},
          {"name", one.zoning.zoning_name},
          {"label", one.zoning.label},
          {"member", one.zoning.code.empty() ? Json{} : Json(one.zoning.code)},
          {"territory", to_text(one.key)},
          {"certain", one.certain},
          {"sources", source::sources_json(one.zoning.sources)}};
}

Json located_json(Located const& located) {
  Json json{{"lon", located.request.place.longitude},
            {"lat", located.request.place.latitude},
            {"date", located.request.date.empty() ? Json{} : Json(located.request.date)},
            {"approximate", located.approximate},
            {"epci", nullptr},
            {"arrondissement", nullptr},
            {"zonings", Json::array()},
            {"former", Json::array()}};
  for (auto const& one : located.territories)
    json[std::string{name(one.key.level)}] = territory_json(one);
  for (auto const& one : located.zonings)
    json["zonings"].push_back(zoning_json(one));
  for (auto const& one : located.former)
    json["former"].push_back(to_json(one));
  return json;
}

Result<Response> at(Services const& services, AtlasKeeper& keeper, Request const& request) {
  auto wanted =
      parse_place(request.query.get("lon"), request.query.get("lat"), request.query.get("date"));
  if (!wanted) return std::unexpected(wanted.error());
  auto reading = services.database.read();
  auto const atlas = keeper.current(reading);
  auto const located = locate(reading, *atlas, std::move(*wanted), iso_day(services.clock()));
  if (!located) return std::unexpected(located.error());
  auto response = web::json(to_line(located_json(*located)));
  response.cacheable = true;
  response.lasting = false;  // there are too many points to keep an answer for each
  return response;
}

Json object(Json properties, Json required) {
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

Json or_null(Json const& schema) {
  return {{"oneOf", {schema, {{"type", "null"}}}}};
}

}  // namespace

Json place_schemas() {
  Json const text{{"type", "string"}};
  Json const yes_or_no{{"type", "boolean"}};
  Json const number{{"type", "number"}};
  Json const one{{"$ref", "#/components/schemas/LocatedTerritory"}};
  auto const list_of = [](Json items) {
    return Json{{"type", "array"}, {"items", std::move(items)}};
  };
  return {{"LocatedTerritory", object({{"id", text},
                                       {"code", text},
                                       {"name", text},
                                       {"certain", yes_or_no},
                                       {"_links", {{"$ref", "#/components/schemas/Links"}}}},
                                      {"id", "code", "name", "certain", "_links"})},
          {"LocatedZoning", object({{"code", text},
                                    {"name", text},
                                    {"label", text},
                                    {"member", {{"type", {"string", "null"}}}},
                                    {"territory", text},
                                    {"certain", yes_or_no},
                                    {"sources", list_of({{"type", "object"}})}},
                                   {"code", "name", "label", "territory", "certain"})},
          {"FormerCommune",
           object({{"code", text}, {"name", text}, {"until", text}, {"or_before", yes_or_no}},
                  {"code", "name", "until", "or_before"})},
          {"PlaceLookup",
           object({{"lon", number},
                   {"lat", number},
                   {"date", {{"type", {"string", "null"}}}},
                   {"approximate", yes_or_no},
                   {"commune", one},
                   {"epci", or_null(one)},
                   {"arrondissement", or_null(one)},
                   {"department", one},
                   {"region", one},
                   {"zonings", list_of({{"$ref", "#/components/schemas/LocatedZoning"}})},
                   {"former", list_of({{"$ref", "#/components/schemas/FormerCommune"}})}},
                  {"lon", "lat", "approximate", "commune", "epci", "department", "region",
                   "zonings"})}};
}

void add_place_api(web::Router& router, Services const& services,
                   std::shared_ptr<AtlasKeeper> const& keeper) {
  router.endpoint(
      {.path = "/api/v1/territories/at",
       .operation = "locate_point",
       .summary = "La commune, ses appartenances et les zonages d’un point",
       .tag = "Territoires",
       .parameters = {{.name = "lon",
                       .description = "Longitude, en degrés (WGS 84)",
                       .schema = {{"type", "number"}},
                       .required = true,
                       .example = "1.4442"},
                      {.name = "lat",
                       .description = "Latitude, en degrés (WGS 84)",
                       .schema = {{"type", "number"}},
                       .required = true,
                       .example = "43.6044"},
                      {.name = "date",
                       .description =
                           "Jour dont on parle (aujourd’hui sans elle) : les zonages en vigueur "
                           "ce jour-là, et les communes qui ont fusionné depuis",
                       .schema = {{"type", "string"}, {"format", "date"}}}},
       .response_schema = {{"$ref", "#/components/schemas/PlaceLookup"}},
       .handler = [services, keeper](Request const& request) {
         return at(services, *keeper, request);
       }});
}

}  // namespace pacte::territory
