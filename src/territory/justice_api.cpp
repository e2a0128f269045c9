#include "territory/justice_api.hpp"

#include "territory/justice_json.hpp"
#include "territory/operations/measure_justice.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;

// Fields that are read, each at fault told.
class Body {
 public:
  explicit Body(Json const& json) : json_{json} {}

  std::string text(std::string const& field, std::string const& otherwise = {}) {
    known_.push_back(field);
    auto const found = json_.find(field);
    if (found == json_.end()) return otherwise;
    if (found->is_string()) return found->get<std::string>();
    errors_.push_back({field, "un texte est attendu"});
    return otherwise;
  }

  bool choice(std::string const& field, std::string const& first, std::string const& second) {
    auto const given = text(field, first);
    if (given != first && given != second) {
      errors_.push_back({field, fmt::format("valeurs admises : {}, {}", first, second)});
    }
    return given == first;
  }

  std::vector<FieldError> errors() {
    for (auto const& [name, value] : json_.items()) {
      if (std::ranges::find(known_, name) == known_.end()) {
        errors_.push_back({name, "ce champ n’existe pas"});
      }
    }
    return std::move(errors_);
  }

 private:
  Json const& json_;
  std::vector<std::string> known_;
  std::vector<FieldError> errors_;
};

Result<Response> measure(Services const& services, Request const& request) {
  auto const json = parse_json(request.body);
  if (!json || !json->is_object()) {
    return fail(ProblemKind::malformed,
                "Le corps de la requête n’est pas un objet JSON : envoyez {\"csv\": \"…\"}.");
  }
  Body body{*json};
  auto const csv = body.text("csv");
  JusticeRequest wanted{.csv = csv};
  wanted.columns = {.territory = body.text("territory"), .value = body.text("value")};
  wanted.options.groups = body.choice("by", "department", "epci") ? Level::department : Level::epci;
  wanted.options.absent_are_zero = body.choice("absent", "zero", "left-out");
  if (auto errors = body.errors(); !errors.empty()) {
    return fail(ProblemKind::malformed, "La demande n’est pas celle attendue.", std::move(errors));
  }
  auto const measured = measure_justice(services.database, wanted);
  if (!measured) return std::unexpected{measured.error()};
  return web::json(to_line(justice_json(*measured)));
}

}  // namespace

void add_justice_api(web::Router& router, Services const& services) {
  Json const text{{"type", "string"}};
  router.endpoint(
      {.method = web::Method::post,
       .path = "/api/v1/justice",
       .operation = "measure_justice",
       .summary = "Mesure comment un tableau de montants est partagé entre les territoires ; rien "
                  "n’est gardé",
       .tag = "Territoires",
       .request_schema = {{"type", "object"},
                          {"properties",
                           {{"csv", text},
                            {"territory", text},
                            {"value", text},
                            {"by", {{"type", "string"}, {"enum", {"department", "epci"}}}},
                            {"absent", {{"type", "string"}, {"enum", {"zero", "left-out"}}}}}},
                          {"required", {"csv"}}},
       .response_schema = justice_schema(),
       .handler = [services](Request const& request) { return measure(services, request); }});
}

}  // namespace pacte::territory
