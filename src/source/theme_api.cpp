#include "source/theme_api.hpp"

#include "base/text.hpp"
#include "source/catalogue_store.hpp"
#include "source/representation.hpp"
#include "source/store.hpp"

namespace pacte::source {
namespace {

using web::EndpointParameter;
using web::Request;
using web::Response;

constexpr std::size_t page_size = 100;
constexpr std::size_t longest_key = 400;  // bytes
constexpr auto themes_field = "themes";
constexpr auto example = "tourisme";

std::string theme_path(std::string const& theme) {
  return "/api/v1/themes/" + web::percent_encode(theme);
}

Json theme_json(std::string const& theme, std::int64_t count) {
  return {
      {"name", theme},
      {"count", count},
      {"_links", {{"self", theme_path(theme)}, {"html", "/themes/" + web::percent_encode(theme)}}}};
}

Json line_json(TermRecord const& line) {
  return {{"id", line.id},
          {"kind", info(line.kind).name},
          {"label", line.label},
          {"plan", line.plan.empty() ? Json{} : Json(line.plan)},
          {"plan_label", line.plan.empty() ? Json{} : Json(line.plan_label)},
          {"_links", links_json(line.kind, line.id)}};
}

Result<Response> list(Services const& services, Request const& request) {
  auto reading = services.database.read();
  Json items = Json::array();
  for (auto const& [theme, count] : all_terms(reading, themes_field)) {
    items.push_back(theme_json(theme, count));
  }
  return web::list_response(request, std::move(items), std::nullopt);
}

Result<Response> read(Services const& services, Request const& request) {
  auto const& theme = request.capture("theme");
  auto const after = request.query.get("after");
  if (after.size() > longest_key) return fail(ProblemKind::malformed, "« after » est trop long.");
  auto reading = services.database.read();
  auto const count = count_with_term(reading, themes_field, theme);
  if (count == 0) return fail(ProblemKind::not_found, "Aucune fiche n’a ce thème.");
  auto lines = records_with_term(reading, themes_field, theme, after, page_size + 1);
  Json next;
  if (lines.size() > page_size) {
    lines.pop_back();
    next = theme_path(theme) + "?after=" + web::percent_encode(lines.back().id);
  }
  auto api = theme_json(theme, count);
  api["lines"] = Json::array();
  for (auto const& line : lines)
    api["lines"].push_back(line_json(line));
  api["next"] = std::move(next);
  auto response = web::json(to_line(api));
  response.cacheable = true;
  return response;
}

Json reference_to(std::string_view schema) {
  return {{"$ref", fmt::format("#/components/schemas/{}", schema)}};
}

Json const text{{"type", "string"}};
Json const text_or_null{{"type", {"string", "null"}}};

Json theme_schema() {
  return {{"type", "object"},
          {"description", "Un thème, et combien de lignes de plans le portent."},
          {"required", {"name", "count", "_links"}},
          {"properties",
           {{"name", text}, {"count", {{"type", "integer"}}}, {"_links", reference_to("Links")}}}};
}

Json theme_list_schema() {
  return {
      {"type", "object"},
      {"required", {"items", "next"}},
      {"properties",
       {{"items", {{"type", "array"}, {"items", reference_to("Theme")}}}, {"next", text_or_null}}}};
}

Json whole_theme_schema() {
  auto schema = theme_schema();
  for (char const* name : {"lines", "next"})
    schema["required"].push_back(name);
  schema["properties"]["lines"] = {{"type", "array"}, {"items", reference_to("ThemeLine")}};
  schema["properties"]["next"] = text_or_null;
  return schema;
}

}  // namespace

Json theme_schemas() {
  return {{"Theme", theme_schema()},
          {"ThemeLine",
           {{"type", "object"},
            {"description", "Une ligne qui porte le thème, et son plan."},
            {"required", {"id", "kind", "label", "plan", "plan_label", "_links"}},
            {"properties",
             {{"id", text},
              {"kind", text},
              {"label", text},
              {"plan", text_or_null},
              {"plan_label", text_or_null},
              {"_links", reference_to("Links")}}}}}};
}

void add_theme_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/themes",
       .operation = "list_themes",
       .summary = "Les thèmes, du plus porté au moins porté.",
       .tag = "Thèmes",
       .response_schema = theme_list_schema(),
       .handler = [services](Request const& request) { return list(services, request); }});
  router.endpoint(
      {.path = "/api/v1/themes/{theme...}",
       .operation = "read_theme",
       .summary = "Un thème, et les lignes de plans qui le portent, plan par plan.",
       .tag = "Thèmes",
       .parameters = {{.name = "theme",
                       .description = "Nom du thème, tel que la liste le donne.",
                       .required = true,
                       .in = EndpointParameter::In::path,
                       .example = example},
                      {.name = "after",
                       .description = "Clef de la suite, telle que « next » la donne."}},
       .response_schema = whole_theme_schema(),
       .handler = [services](Request const& request) { return read(services, request); }});
}

}  // namespace pacte::source
