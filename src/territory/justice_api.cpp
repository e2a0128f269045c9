#include "territory/justice_api.hpp"

#include "territory/justice_json.hpp"
#include "territory/operations/measure_justice.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;

// Fields that are read, each at fault told.
class Body {
 public:
  Body(Json const& json, web::Locale locale) : json_{json}, locale_{locale} {}

  std::string text(std::string const& field, std::string const& otherwise = {}) {
    known_.push_back(field);
    auto const found = json_.find(field);
    if (found == json_.end()) return otherwise;
    if (found->is_string()) return found->get<std::string>();
    errors_.push_back({field, web::tr(locale_, "un texte est attendu")});
    return otherwise;
  }

  bool choice(std::string const& field, std::string const& first, std::string const& second) {
    auto const given = text(field, first);
    if (given != first && given != second) {
      errors_.push_back({field, web::trf(locale_, "valeurs admises : {}, {}", first, second)});
    }
    return given == first;
  }

  void reject(std::string const& field, std::string message) {
    errors_.push_back({field, std::move(message)});
  }

  std::vector<FieldError> errors() {
    for (auto const& [name, value] : json_.items()) {
      if (std::ranges::find(known_, name) == known_.end()) {
        errors_.push_back({name, web::tr(locale_, "ce champ n’existe pas")});
      }
    }
    return std::move(errors_);
  }

 private:
  Json const& json_;
  web::Locale locale_;
  std::vector<std::string> known_;
  std::vector<FieldError> errors_;
};

TerritorialCount const* count_named(Services const& services, std::string const& id) {
  auto const found = std::ranges::find(services.counts, id, &TerritorialCount::id);
  return found == services.counts.end() ? nullptr : &*found;
}

Result<Response> measure(Services const& services, Request const& request) {
  auto const json = parse_json(request.body);
  if (!json || !json->is_object()) {
    return fail(ProblemKind::malformed,
                "Le corps de la requête n’est pas un objet JSON : envoyez {\"csv\": \"…\"}.");
  }
  Body body{*json, request.locale};
  auto const csv = body.text("csv");
  auto const count = body.text("count");
  JusticeRequest wanted{.csv = csv, .day = iso_day(services.clock()), .locale = request.locale};
  wanted.columns = {.territory = body.text("territory"),
                    .value = body.text("value"),
                    .before = body.text("before")};
  wanted.options.groups = body.choice("by", "department", "epci") ? Level::department : Level::epci;
  wanted.options.absent_are_zero = body.choice("absent", "zero", "left-out");
  wanted.place = body.text("place");
  if (!count.empty()) {
    wanted.count = count_named(services, count);
    if (wanted.count == nullptr)
      body.reject("count", web::tr(request.locale, "Pacte ne tient aucun compte de ce nom."));
  }
  if (auto errors = body.errors(); !errors.empty()) {
    return fail(ProblemKind::malformed, "La demande n’est pas celle attendue.", std::move(errors));
  }
  auto const measured = measure_justice(services.database, wanted);
  if (!measured) return std::unexpected{measured.error()};
  return web::json(to_line(justice_json(*measured)));
}

Response list_counts(Services const& services, Request const& request) {
  Json items = Json::array();
  for (auto const& count : services.counts) {
    items.push_back({{"id", count.id},
                     {"label", web::tr(request.locale, count.label)},
                     {"method", web::tr(request.locale, count.method)}});
  }
  auto response = web::json(to_line({{"items", std::move(items)}}));
  response.cacheable = true;
  return response;
}

}  // namespace

void add_justice_api(web::Router& router, Services const& services) {
  Json const text{{"type", "string"}};
  router.endpoint(
      {.method = web::Method::post,
       .path = "/api/v1/justice",
       .operation = "measure_justice",
       .summary = "Mesure comment un tableau de montants, ou ce que Pacte compte, est partagé "
                  "entre les territoires ; rien n’est gardé",
       .tag = "Territoires",
       .request_schema = {{"type", "object"},
                          {"properties",
                           {{"csv", text},
                            {"count", text},
                            {"territory", text},
                            {"value", text},
                            {"before", text},
                            {"place", text},
                            {"by", {{"type", "string"}, {"enum", {"department", "epci"}}}},
                            {"absent", {{"type", "string"}, {"enum", {"zero", "left-out"}}}}}},
                          {"anyOf", {{{"required", {"csv"}}}, {{"required", {"count"}}}}}},
       .response_schema = justice_schema(),
       .handler = [services](Request const& request) { return measure(services, request); }});
  Json const item{{"type", "object"},
                  {"properties", {{"id", text}, {"label", text}, {"method", text}}},
                  {"required", {"id", "label", "method"}}};
  router.endpoint(
      {.path = "/api/v1/justice/counts",
       .operation = "list_territorial_counts",
       .summary = "Ce que Pacte compte par territoire, et que la justice territoriale peut mesurer",
       .tag = "Territoires",
       .response_schema = {{"type", "object"},
                           {"properties", {{"items", {{"type", "array"}, {"items", item}}}}},
                           {"required", {"items"}}},
       .handler = [services](Request const& request) { return list_counts(services, request); }});
}

}  // namespace pacte::territory
