#include "territory/address_api.hpp"

#include "territory/address_lookup.hpp"
#include "territory/store.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;

constexpr std::size_t longest_address = 200;

Json item_json(FoundAddress const& one) {
  Json json{
      {"label", one.label.empty() ? Json{} : Json(one.label)},
      {"precision", one.place ? "address" : "commune"},
      {"score", one.place ? Json(one.score) : Json{}},
      {"lon", nullptr},
      {"lat", nullptr},
      {"commune",
       {{"id", to_text(one.commune.key)},
        {"code", one.commune.key.code},
        {"name", one.commune.name},
        {"_links", {{"self", api_path(one.commune.key)}, {"html", page_path(one.commune.key)}}}}}};
  if (one.place) {
    json["lon"] = one.place->longitude;
    json["lat"] = one.place->latitude;
  }
  return json;
}

Result<Response> find(Services const& services, AtlasKeeper& keeper, AddressService const& service,
                      Request const& request) {
  auto const given = request.query.get("q");
  auto const typed = trim(given);
  if (typed.empty() || length(typed) > longest_address) {
    return fail(ProblemKind::malformed, "Il faut une adresse, de 200 caractères au plus.",
                {{"q", "écrivez par exemple : 12 rue de la République, Montpellier"}});
  }
  auto reading = services.database.read();
  auto const answer = find_address(reading, keeper, service, typed);
  Json items = Json::array();
  for (auto const& one : answer.found)
    items.push_back(item_json(one));
  auto const note = answer.note.empty() ? Json{} : Json(web::tr(request.locale, answer.note));
  return web::json(to_line({{"items", std::move(items)}, {"note", note}}));
}

}  // namespace

void add_address_api(web::Router& router, Services const& services,
                     std::shared_ptr<AtlasKeeper> const& keeper,
                     std::shared_ptr<AddressService const> const& service) {
  Json const text{{"type", "string"}};
  Json const text_or_null{{"type", {"string", "null"}}};
  Json const number_or_null{{"type", {"number", "null"}}};
  Json const commune{{"type", "object"},
                     {"properties", {{"id", text}, {"code", text}, {"name", text}}},
                     {"required", {"id", "code", "name"}}};
  Json const item{{"type", "object"},
                  {"properties",
                   {{"label", text_or_null},
                    {"precision", {{"type", "string"}, {"enum", {"address", "commune"}}}},
                    {"score", number_or_null},
                    {"lon", number_or_null},
                    {"lat", number_or_null},
                    {"commune", commune}}},
                  {"required", {"label", "precision", "score", "lon", "lat", "commune"}}};
  router.endpoint(
      {.path = "/api/v1/addresses",
       .operation = "find_address",
       .summary = "Où est une adresse : le point et la commune avec un service d’adresses réglé, "
                  "sinon la commune seule",
       .tag = "Territoires",
       .parameters = {{.name = "q",
                       .description = "Adresse tapée, la commune à la fin",
                       .required = true,
                       .example = "12 rue de la République, Montpellier"}},
       .response_schema = {{"type", "object"},
                           {"properties",
                            {{"items", {{"type", "array"}, {"items", item}}},
                             {"note", text_or_null}}},
                           {"required", {"items", "note"}}},
       .handler = [services, keeper, service](Request const& request) {
         return find(services, *keeper, *service, request);
       }});
}

}  // namespace pacte::territory
