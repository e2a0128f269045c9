#include <algorithm>

#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/content_json.hpp"
#include "aid/differences.hpp"
#include "aid/facets.hpp"
#include "aid/pages.hpp"
#include "aid/rule_json.hpp"
#include "aid/rules.hpp"
#include "aid/scheme_places.hpp"
#include "aid/stated.hpp"
#include "aid/store.hpp"
#include "base/nullable.hpp"
#include "base/text.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::aid {
namespace {

using web::EndpointParameter;
using web::Request;
using web::Response;

constexpr std::int64_t usual_page = 50;
constexpr std::int64_t largest_page = 100;
constexpr std::size_t longest_value = 1'000;
constexpr auto example = "occitanie/campus-hydrogene";

constexpr auto was_public = [](SchemeVersion const& version) {
  using enum VersionState;
  return version.state == described || version.state == published || version.state == superseded ||
         !version.published_at.empty() || is_imported(version);
};

Json head_of(SchemeVersion const& version) {
  return {{"id", version.scheme},
          {"label", version.content.label},
          {"version", version.number},
          {"state", state_name(version.state)},
          {"state_label", state_label(version.state)},
          {"changed_at", version.changed_at},
          {"published_at", or_null(version.published_at)},
          {"reason", or_null(version.reason)},
          {"origin", is_imported(version) ? "documents" : "region"}};
}

Json whole(SchemeVersion const& version) {
  auto json = head_of(version);
  auto const& content = version.content;
  auto missing = Json::array();
  auto in_words = Json::array();
  for (auto const& field : scheme_fields()) {
    if (is_stated(field, content)) continue;
    if (auto const mention = mention_of(field, content)) {
      in_words.push_back({{"field", field.name},
                          {"said_in", mention->where->name},
                          {"sentence", mention->sentence}});
    } else {
      missing.push_back(field.name);
    }
  }
  auto read = Json::array();
  for (auto const& [field, sentences] : read_from(content))
    read.push_back({{"field", field->name}, {"sentences", sentences}});
  json["content"] = to_json(content);
  json["not_stated"] = std::move(missing);
  json["stated_in_words"] = std::move(in_words);
  json["read_from"] = std::move(read);
  json["href"] = "/api/v1/schemes/" + version.scheme;
  json["page"] = scheme_path(version.scheme);
  return json;
}

Result<SchemeQuery> read_query(store::Session& session, Request const& request, Instant now) {
  SchemeQuery query{.after = request.query.get("after")};
  auto const given = request.query.find("most");
  auto const most = given ? parse_integer(*given) : usual_page;
  if (!most || *most < 1 || *most > largest_page) {
    return fail(ProblemKind::malformed,
                web::trf(request.locale, "« most » est un nombre de 1 à {}.", largest_page));
  }
  query.most = static_cast<std::size_t>(*most) + 1;
  if (!query.after.empty() && !scheme(session, query.after)) {
    return fail(ProblemKind::malformed,
                "« after » doit être l’identifiant du dernier élément de la page d’avant.");
  }
  query.state = request.query.get("state");
  constexpr std::array<std::string_view, 4> admitted{"", "described", "published", "withdrawn"};
  if (std::ranges::find(admitted, query.state) == admitted.end()) {
    return fail(ProblemKind::malformed,
                web::trf(request.locale, "La valeur de « {} » n’est pas admise.", "state"));
  }
  for (auto const* field : facet_fields) {
    auto value = request.query.get(field);
    if (value.size() > longest_value) {
      return fail(ProblemKind::malformed,
                  web::trf(request.locale, "La valeur de « {} » n’est pas admise.", field));
    }
    if (!value.empty()) query.facets.emplace_back(field, std::move(value));
  }
  if (auto const asked = request.query.get("territory"); !asked.empty()) {
    auto const commune = commune_named(session, asked);
    if (!commune) {
      return fail(ProblemKind::malformed,
                  web::trf(request.locale, "La valeur de « {} » n’est pas admise.", "territory"));
    }
    query.open_to = places_around(session, *commune, territory::iso_day(now));
  }
  return query;
}

Result<Response> list(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const query = read_query(reading, request, services.clock());
  if (!query) return std::unexpected(query.error());
  auto lines = shown_schemes(reading, *query);
  std::optional<std::string> after;
  if (lines.size() == query->most) {
    lines.pop_back();
    after = lines.back().id;
  }
  auto items = Json::array();
  for (auto const& line : lines) {
    items.push_back({{"id", line.id},
                     {"label", line.label},
                     {"version", line.number},
                     {"state", line.state},
                     {"state_label", state_label(parse_state(line.state))},
                     {"changed_at", line.changed_at},
                     {"href", "/api/v1/schemes/" + line.id}});
  }
  return web::list_response(request, std::move(items), after);
}

Result<Response> read(Services const& services, RuleBookKeeper& rules, Request const& request) {
  auto reading = services.database.read();
  auto const& id = request.capture("id");
  auto const known = scheme(reading, id);
  auto const shown =
      known ? scheme_version(reading, id, known->shown) : std::optional<SchemeVersion>{};
  if (!shown) return fail(ProblemKind::not_found, "Aucun dispositif n’a cet identifiant.");
  auto json = whole(*shown);
  auto const book = rules.current(reading);
  auto const* entry = book->find(id);
  json["rules"] = entry == nullptr ? Json{} : rules_json(entry->rules, book->words().vocabulary);
  auto response = web::json(to_line(json));
  response.cacheable = true;
  return response;
}

Result<Response> versions(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const id = request.capture("domain") + "/" + request.capture("name");
  auto all = scheme_versions(reading, id);
  std::erase_if(all, [](auto const& version) { return !was_public(version); });
  if (all.empty()) return fail(ProblemKind::not_found, "Aucun dispositif n’a cet identifiant.");
  Json json{{"items", Json::array()}};
  for (auto const& version : all)
    json["items"].push_back(whole(version));
  auto const from = request.query.find("from");
  auto const to = request.query.find("to");
  if (from || to) {
    auto const numbered = [&](std::optional<std::string> const& text) {
      auto const number = parse_integer(text.value_or("")).value_or(0);
      return std::ranges::find(all, number, &SchemeVersion::number);
    };
    auto const before = numbered(from);
    auto const after = numbered(to);
    if (before == all.end() || after == all.end()) {
      return fail(ProblemKind::malformed,
                  "« from » et « to » sont deux numéros de versions de ce dispositif.");
    }
    json["differences"] = to_json(differences(before->content, after->content));
  }
  auto response = web::json(to_line(json));
  response.cacheable = true;
  return response;
}

Result<Response> list_calls(Services const& services, Request const& request) {
  auto reading = services.database.read();
  constexpr std::size_t most_calls = 500;
  auto const now = services.clock();
  auto items = Json::array();
  for (auto const& call : calls(reading, most_calls)) {
    auto item = to_json(call);
    item["state"] = call_state_name(call_state(call, now));
    items.push_back(std::move(item));
  }
  auto response = web::list_response(request, std::move(items), std::nullopt);
  response.lasting = false;  // the clock changes the states
  return response;
}

Json text_schema(char const* description) {
  return {{"type", "string"}, {"description", description}};
}

Json head_schema() {
  Json const nullable{{"type", {"string", "null"}}};
  return {
      {"id", text_schema("Identifiant.")},
      {"label", text_schema("Nom.")},
      {"version", {{"type", "integer"}, {"minimum", 1}}},
      {"state", {{"enum", {"described", "published", "superseded", "withdrawn"}}}},
      {"state_label", text_schema("L’état, en français.")},
      {"changed_at", text_schema("Instant du dernier changement.")},
      {"published_at", nullable},
      {"reason", nullable},
      {"origin", {{"enum", {"documents", "region"}}}},
      {"content", {{"$ref", "#/components/schemas/SchemeContent"}}},
      {"not_stated",
       {{"type", "array"},
        {"items", {{"type", "string"}}},
        {"description", "Champs que la source ne précise pas."}}},
      {"stated_in_words",
       {{"type", "array"},
        {"items",
         {{"type", "object"},
          {"properties",
           {{"field", text_schema("Champ sans valeur relevée.")},
            {"said_in", text_schema("Champ dont le texte en parle.")},
            {"sentence", text_schema("La phrase.")}}}}},
        {"description", "Champs dont seules des phrases parlent : à lire, rien n’en est tiré."}}},
      {"read_from",
       {{"type", "array"},
        {"items",
         {{"type", "object"},
          {"properties",
           {{"field", text_schema("Champ.")},
            {"sentences", {{"type", "array"}, {"items", {{"type", "string"}}}}}}}}},
        {"description", "Valeurs que le logiciel a lues dans les phrases des montants."}}},
      {"href", text_schema("Adresse dans l’API.")},
      {"page", text_schema("Adresse de la page.")},
  };
}

Json ref(char const* name) {
  return {{"$ref", std::string{"#/components/schemas/"} + name}};
}

Json call_schema() {
  Json const nullable{{"type", {"string", "null"}}};
  Json const texts{{"type", "array"}, {"items", {{"type", "string"}}}};
  Json const track{{"type", "object"},
                   {"properties",
                    {{"label", {{"type", "string"}}},
                     {"criteria", texts},
                     {"envelope_cents", {{"type", {"integer", "null"}}}},
                     {"rule",
                      {{"type", {"string", "null"}},
                       {"description", "Ligne des règles du dispositif qui décide du volet."}}}}}};
  Json const step{{"type", "object"},
                  {"properties",
                   {{"label", {{"type", "string"}}},
                    {"date", {{"type", {"string", "null"}}, {"format", "date"}}}}}};
  return {{"type", "object"},
          {"properties",
           {{"id", text_schema("Identifiant.")},
            {"scheme", text_schema("Identifiant du dispositif.")},
            {"label", text_schema("Nom.")},
            {"kind", {{"enum", {"projects", "interest"}}}},
            {"state",
             {{"enum", {"cancelled", "undated", "announced", "open", "closing_soon", "closed"}}}},
            {"opens", nullable},
            {"closes", nullable},
            {"hour_stated",
             {{"type", "boolean"},
              {"description", "Faux quand un document imprime le jour de clôture sans heure."}}},
            {"cancelled", {{"type", "boolean"}}},
            {"origin", {{"enum", {"documents", "region"}}}},
            {"summary", nullable},
            {"jury", texts},
            {"calendar", {{"type", "array"}, {"items", step}}},
            {"tracks", {{"type", "array"}, {"items", track}}},
            {"changed_at", text_schema("Instant du dernier changement.")}}}};
}

std::vector<EndpointParameter> list_parameters() {
  std::vector<EndpointParameter> parameters{
      {.name = "after", .description = "Identifiant du dernier élément de la page d’avant."},
      {.name = "most",
       .description = "Nombre d’éléments de la page.",
       .schema = {{"type", "integer"},
                  {"minimum", 1},
                  {"maximum", largest_page},
                  {"default", usual_page}},
       .example = "10"},
      {.name = "state",
       .description = "Seulement ceux dont la version lue par le public est dans cet état.",
       .schema = {{"type", "string"}, {"enum", {"described", "published", "withdrawn"}}},
       .example = "described"},
      {.name = "plan", .description = "Seulement ceux qui servent une ligne de ce plan."},
      {.name = "territory",
       .description = "Seulement ceux ouverts à cette commune (code officiel ou nom) : sans "
                      "restriction, ou limités à un territoire ou un zonage qui la contient."},
  };
  for (auto const& [facet, name, description] :
       {std::tuple{"beneficiary_kind", "beneficiary_kinds",
                   "Seulement ceux pour cette sorte de bénéficiaires."},
        std::tuple{"form", "forms", "Seulement ceux qui aident sous cette forme."}}) {
    auto values = Json::array();
    for (auto const& choice : scheme_field(name)->choices)
      values.push_back(choice.value);
    parameters.push_back({.name = facet,
                          .description = description,
                          .schema = {{"type", "string"}, {"enum", values}},
                          .example = values.front()});
  }
  return parameters;
}

EndpointParameter in_path(char const* name, char const* shown) {
  return {.name = name,
          .description = "Identifiant du dispositif, ou sa part de cette place.",
          .required = true,
          .in = EndpointParameter::In::path,
          .example = shown};
}

}  // namespace

Json scheme_schemas() {
  auto lines = head_schema();
  for (auto const* name : {"published_at", "reason", "origin", "content", "not_stated",
                           "stated_in_words", "read_from", "page"})
    lines.erase(name);
  auto with_rules = head_schema();
  with_rules["rules"] = ref("SchemeRules");
  return {
      {"SchemeContent", content_schema()},
      {"Scheme", {{"type", "object"}, {"properties", head_schema()}}},
      {"SchemeRules", rules_schema()},
      {"SchemeWithRules", {{"type", "object"}, {"properties", with_rules}}},
      {"SchemeList",
       {{"type", "object"},
        {"properties",
         {{"items", {{"type", "array"}, {"items", {{"type", "object"}, {"properties", lines}}}}},
          {"next", {{"type", {"string", "null"}}}}}}}},
      {"Call", call_schema()},
      {"CallList",
       {{"type", "object"},
        {"properties",
         {{"items", {{"type", "array"}, {"items", ref("Call")}}},
          {"next", {{"type", {"string", "null"}}}}}}}},
      {"SchemeVersions",
       {{"type", "object"},
        {"properties",
         {{"items", {{"type", "array"}, {"items", ref("Scheme")}}},
          {"differences",
           {{"type", "array"},
            {"items",
             {{"type", "object"},
              {"properties",
               {{"field", {{"type", "string"}}}, {"before", true}, {"after", true}}}}}}}}}}},
  };
}

void add_scheme_endpoints(web::Router& router, Services const& services,
                          std::shared_ptr<RuleBookKeeper> const& rules) {
  router.endpoint({.path = "/api/v1/schemes",
                   .operation = "list_schemes",
                   .summary = "Dispositifs : la version que lit le public, par nom.",
                   .tag = "Dispositifs",
                   .parameters = list_parameters(),
                   .response_schema = ref("SchemeList"),
                   .handler = [services](auto const& request) { return list(services, request); }});
  router.endpoint(
      {.path = "/api/v1/calls",
       .operation = "list_calls",
       .summary =
           "Appels à projets et à manifestation d’intérêt, la clôture la plus tardive d’abord.",
       .tag = "Dispositifs",
       .response_schema = ref("CallList"),
       .handler = [services](auto const& request) { return list_calls(services, request); }});
  router.endpoint(
      {.path = "/api/v1/schemes/{id...}",
       .operation = "read_scheme",
       .summary = "Un dispositif : la version que lit le public, son état et ses règles.",
       .tag = "Dispositifs",
       .parameters = {in_path("id", example)},
       .response_schema = ref("SchemeWithRules"),
       .handler = [services, rules](auto const& request) {
         return read(services, *rules, request);
       }});
  router.endpoint(
      {.path = "/api/v1/schemes/{domain}/{name}/versions",
       .operation = "list_scheme_versions",
       .summary = "Les versions publiques d’un dispositif, et ce qui change entre deux.",
       .tag = "Dispositifs",
       .parameters = {in_path("domain", "occitanie"),
                      in_path("name", "campus-hydrogene"),
                      {.name = "from", .description = "Numéro de la version d’avant."},
                      {.name = "to", .description = "Numéro de la version d’après."}},
       .response_schema = ref("SchemeVersions"),
       .handler = [services](auto const& request) { return versions(services, request); }});
}

}  // namespace pacte::aid
