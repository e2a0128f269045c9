#include "territory/zoning_api.hpp"

#include <algorithm>

#include "base/nullable.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "territory/zoning_edit.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::EndpointParameter;
using web::Request;
using web::Response;

constexpr std::size_t page_size = 50;

Result<std::string> day_of(Services const& services, std::string const& date) {
  if (date.empty()) return iso_day(services.clock());
  if (is_day(date)) return date;
  return fail(ProblemKind::malformed, "Cette date n’existe pas.",
              {{"date", "écrivez un jour ainsi : 2018-01-31"}});
}

Json links(std::string const& key) {
  return {{"self", "/api/v1/zonings/" + key}, {"html", zoning_path(key)}};
}

Json source_json(ZoningSource const& source) {
  if (source == ZoningSource{}) return {};
  return {{"document", or_null(source.document)},
          {"lines", or_null(source.lines)},
          {"title", or_null(source.title)},
          {"url", or_null(source.url)}};
}

Json version_json(ZoningVersion const& version, std::span<ZoningVersion const> versions,
                  ZoningVersion const* now) {
  return {{"number", version.number},
          {"from", or_null(version.from)},
          {"until", or_null(end_of(version, versions))},
          {"in_force", now != nullptr && now->number == version.number},
          {"superseded", superseded(version, versions)},
          {"origin", name(version.origin)},
          {"definition", or_null(version.definition)},
          {"source", source_json(version.source)}};
}

Json member_json(std::string const& zoning, Member const& member,
                 std::span<source::Citation const> citations) {
  Json territories = Json::array();
  for (auto const& place : member.places) {
    territories.push_back({{"id", to_text(place.key)},
                           {"share", place.share ? Json(*place.share) : Json{}},
                           {"_links", {{"self", api_path(place.key)}}}});
  }
  return {{"id", zoning + ":" + zoned_code(member)},
          {"code", or_null(member.code)},
          {"label", member.label},
          {"note", or_null(member.note)},
          {"extent", name(member.extent)},
          {"contour", member.contour.has_value()},
          {"territories", std::move(territories)},
          {"sources", source::sources_json(citations)}};
}

Json bounds_json(Bounds<std::int64_t> const& bounds) {
  return {{"least", bounds.least}, {"most", bounds.most}};
}

Json head_json(Zoning const& zoning, std::span<ZoningVersion const> versions,
               ZoningVersion const* now) {
  return {{"key", zoning.key},
          {"name", zoning.name},
          {"versions", versions.size()},
          {"version", now == nullptr ? Json{} : version_json(*now, versions, now)},
          {"_links", links(zoning.key)}};
}

Result<Response> list(Services const& services, Request const& request) {
  auto const day = day_of(services, request.query.get("date"));
  if (!day) return std::unexpected(day.error());
  auto reading = services.database.read();
  auto zonings = list_zonings(reading, request.query.get("after"), page_size + 1);
  std::optional<std::string> next;
  if (zonings.size() > page_size) {
    zonings.pop_back();
    next = zonings.back().key;
  }
  Json items = Json::array();
  for (auto const& one : zonings) {
    auto const versions = zoning_versions(reading, one.key);
    items.push_back(head_json(one, versions, in_force(versions, *day)));
  }
  auto response = web::list_response(request, std::move(items), next);
  response.lasting = false;  // what is in force depends on the day
  return response;
}

Result<Response> read(Services const& services, Request const& request) {
  auto const day = day_of(services, request.query.get("date"));
  if (!day) return std::unexpected(day.error());
  auto reading = services.database.read();
  auto const found = zoning(reading, request.capture("key"));
  if (!found) return fail(ProblemKind::not_found, "Aucun zonage n’a cette clé.");
  auto const versions = zoning_versions(reading, found->key);
  auto const* now = in_force(versions, *day);
  auto json = head_json(*found, versions, now);
  json["date"] = *day;
  json["history"] = Json::array();
  for (auto const& version : versions)
    json["history"].push_back(version_json(version, versions, now));
  auto const members =
      now == nullptr ? std::vector<Member>{} : zoning_members(reading, found->key, now->number);
  auto const citations = zoning_citations(reading, found->key);
  json["members"] = Json::array();
  for (auto const& member : members) {
    auto const cited = citations.find(member.label);
    json["members"].push_back(
        member_json(found->key, member,
                    cited == citations.end() ? std::vector<source::Citation>{} : cited->second));
  }
  json["population"] =
      bounds_json(population_in(covered_places(members), all_territories(reading, Level::commune)));
  auto response = web::json(to_line(json));
  response.cacheable = true;
  response.lasting = false;
  return response;
}

// Those of that code; where none has it, those that are, or lie in, the territory of that code.
std::vector<Member> named(std::vector<Member> const& members, std::string const& code) {
  std::vector<Member> own;
  std::vector<Member> there;
  for (auto const& member : members) {
    if (member.code == code) own.push_back(member);
    bool const lies = std::ranges::any_of(
        member.places, [&](ZonedPlace const& place) { return place.key.code == code; });
    if (lies) there.push_back(member);
  }
  return own.empty() ? there : own;
}

Result<Response> zoned(store::Session& session, Zoning const& zoning, std::string const& code,
                       std::string const& day) {
  auto const versions = zoning_versions(session, zoning.key);
  auto const* now = in_force(versions, day);
  auto const members = now == nullptr
                           ? std::vector<Member>{}
                           : named(zoning_members(session, zoning.key, now->number), code);
  if (members.empty()) {
    return fail(ProblemKind::not_found,
                "Aucun membre de ce zonage n’a ce code, ni ne se trouve dans ce territoire, ce "
                "jour-là.");
  }
  auto const citations = zoning_citations(session, zoning.key);
  Json all = Json::array();
  for (auto const& member : members) {
    auto const cited = citations.find(member.label);
    all.push_back(
        member_json(zoning.key, member,
                    cited == citations.end() ? std::vector<source::Citation>{} : cited->second));
  }
  auto const id = zoning.key + ":" + code;
  Json const json{
      {"id", id},
      {"zoning", zoning.key},
      {"zoning_name", zoning.name},
      {"code", code},
      {"name", members.front().label},
      {"date", day},
      {"version", version_json(*now, versions, now)},
      {"members", std::move(all)},
      {"population", bounds_json(population_in(covered_places(members),
                                               all_territories(session, Level::commune)))},
      {"_links",
       {{"self", "/api/v1/territories/" + id},
        {"html", zoning_path(zoning.key)},
        {"zoning", "/api/v1/zonings/" + zoning.key}}}};
  auto response = web::json(to_line(json));
  response.cacheable = true;
  response.lasting = false;
  return response;
}

Json object(Json properties, Json required) {
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

Json list_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

Json ref(std::string const& name) {
  return {{"$ref", "#/components/schemas/" + name}};
}

EndpointParameter date_parameter() {
  return {.name = "date",
          .description = "Jour dont on parle ; aujourd’hui sans elle",
          .schema = {{"type", "string"}, {"format", "date"}},
          .example = "2024-01-01"};
}

}  // namespace

std::optional<Result<Response>> zoned_territory(Services const& services, std::string const& id,
                                                std::string const& date) {
  auto const colon = id.find(':');
  if (colon == std::string::npos || level_named(id.substr(0, colon))) return std::nullopt;
  auto reading = services.database.read();
  auto const found = zoning(reading, id.substr(0, colon));
  if (!found) return std::nullopt;
  auto const day = day_of(services, date);
  if (!day) return std::unexpected(day.error());
  return zoned(reading, *found, id.substr(colon + 1), *day);
}

Json zoning_schemas() {
  Json const text{{"type", "string"}};
  Json const maybe_text{{"type", {"string", "null"}}};
  Json const whole_number{{"type", "integer"}};
  Json const yes_or_no{{"type", "boolean"}};
  auto const or_nothing = [](Json const& schema) {
    return Json{{"oneOf", {schema, {{"type", "null"}}}}};
  };
  Json const bounds = object({{"least", whole_number}, {"most", whole_number}}, {"least", "most"});
  Json head{{"key", text},
            {"name", text},
            {"versions", whole_number},
            {"version", or_nothing(ref("ZoningVersion"))},
            {"_links", ref("Links")}};
  Json const head_required{"key", "name", "versions", "version", "_links"};
  auto whole = head;
  whole.update({{"date", text},
                {"history", list_of(ref("ZoningVersion"))},
                {"members", list_of(ref("ZoningMember"))},
                {"population", bounds}});
  return {{"ZoningVersion",
           object({{"number", whole_number},
                   {"from", maybe_text},
                   {"until", maybe_text},
                   {"in_force", yes_or_no},
                   {"superseded", yes_or_no},
                   {"origin", {{"type", "string"}, {"enum", {"reference", "file", "editor"}}}},
                   {"definition", maybe_text},
                   {"source", or_nothing(object({{"document", maybe_text},
                                                 {"lines", maybe_text},
                                                 {"title", maybe_text},
                                                 {"url", maybe_text}},
                                                {"document", "lines", "title", "url"}))}},
                  {"number", "from", "until", "in_force", "superseded", "origin"})},
          {"ZoningMember",
           object({{"id", text},
                   {"code", maybe_text},
                   {"label", text},
                   {"note", maybe_text},
                   {"extent", {{"type", "string"}, {"enum", {"whole", "part"}}}},
                   {"contour", yes_or_no},
                   {"territories",
                    list_of(object({{"id", text}, {"share", {{"type", {"number", "null"}}}}},
                                   {"id", "share"}))},
                   {"sources", list_of({{"type", "object"}})}},
                  {"id", "code", "label", "extent", "contour", "territories"})},
          {"ZoningHead", object(std::move(head), head_required)},
          {"Zoning", object(std::move(whole), {"key", "name", "versions", "version", "history",
                                               "members", "population", "_links"})},
          {"ZonedTerritory", object({{"id", text},
                                     {"zoning", text},
                                     {"zoning_name", text},
                                     {"code", text},
                                     {"name", text},
                                     {"date", text},
                                     {"version", ref("ZoningVersion")},
                                     {"members", list_of(ref("ZoningMember"))},
                                     {"population", bounds},
                                     {"_links", ref("Links")}},
                                    {"id", "zoning", "code", "name", "members", "_links"})}};
}

void add_zoning_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/zonings",
       .operation = "list_zonings",
       .summary = "Les zonages, avec la version en vigueur de chacun",
       .tag = "Territoires",
       .parameters = {date_parameter(),
                      {.name = "after",
                       .description = "Clé du dernier élément de la page précédente"}},
       .response_schema =
           object({{"items", list_of(ref("ZoningHead"))}, {"next", {{"type", {"string", "null"}}}}},
                  {"items", "next"}),
       .handler = [services](Request const& request) { return list(services, request); }});
  router.endpoint(
      {.path = "/api/v1/zonings/{key}",
       .operation = "read_zoning",
       .summary = "Un zonage : ses versions, et les membres de celle qui est en vigueur",
       .tag = "Territoires",
       .parameters = {{.name = "key",
                       .description = "Clé du zonage",
                       .in = EndpointParameter::In::path,
                       .example = "qpv-city"},
                      date_parameter()},
       .response_schema = ref("Zoning"),
       .handler = [services](Request const& request) { return read(services, request); }});
}

}  // namespace pacte::territory
