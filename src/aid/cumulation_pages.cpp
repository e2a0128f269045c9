// May this aid be added to others? A page and an endpoint, which keep nothing.
#include "aid/cumulation_fields.hpp"
#include "aid/cumulation_form.hpp"
#include "aid/cumulation_json.hpp"
#include "aid/cumulation_view.hpp"
#include "aid/fields.hpp"
#include "aid/pages.hpp"
#include "aid/paris_time.hpp"
#include "aid/store.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::Parameters;
using web::Request;
using web::Response;
using web::tr;
using Errors = std::vector<FieldError>;

constexpr auto path = "/cumul";

std::chrono::year_month_day today(Services const& services) {
  return parse_partial_date(in_paris(services.clock()).day)->first;
}

// ---- the page

// What the page is for when a link leads to it from a scheme.
struct ForScheme {
  std::string label;
  std::string regime;  // a sentence
};

struct Shown {
  Parameters given;
  Errors errors{};
  std::optional<Cumulation> made{};
  std::string more{};  // the rows to which one is added
  std::optional<ForScheme> scheme{};
  int status = 200;
};

Response page(Request const& request, Shown const& shown) {
  auto const locale = request.locale;
  web::Document content{"aid/cumulation.html", locale};
  auto& view = content.root();
  view.set("ACTION", web::localized(locale, path)).set("CSRF", request.principal.csrf_token);
  if (shown.scheme) {
    view.section("FOR_SCHEME")
        .set("SCHEME", shown.scheme->label)
        .set("REGIME", shown.scheme->regime);
  }
  if (shown.made) {
    auto result = view.section("RESULT");
    fill_cumulation(result, locale, *shown.made);
  }
  fill_cumulation_form(view, locale, shown.given, shown.errors, shown.more);
  auto const title = tr(locale, "Cumul des aides");
  return web::render(
      request,
      {.title = title,
       .description = tr(locale,
                         "Vérifier le compte de minimis d’une entreprise et la part publique de "
                         "ses dépenses, règle par règle."),
       .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"}, {title, ""}},
       .section = "dispositifs",
       .canonical = path},
      content, shown.status);
}

// The regime of the scheme goes in `given`, unless a regime is there already.
ForScheme for_scheme(SchemeContent const& content, Parameters& given, Locale locale) {
  ForScheme made{.label = content.label,
                 .regime = tr(locale, "son régime n’est pas précisé, choisissez-le.")};
  auto const& stated = content.regime.values;
  bool const exempt = stated == Texts{"block_exemption"};
  if (stated.empty()) return made;
  made.regime = tr(locale, choice_label(*scheme_field("regime"), stated.front())) + ".";
  auto const* regime = exempt ? exempt_regimes().of_article(content.regime_article) : nullptr;
  if (exempt && !regime) made.regime += " " + tr(locale, "Choisissez l’article dans la liste.");
  if (!given.find("asked-rule") && (regime || exempt || stated == Texts{"none"}))
    given.add("asked-rule", regime ? regime->id : std::string{other_rule});
  return made;
}

// What a link brings: the fields of the form, and the scheme they are about.
Response begin(Services const& services, Request const& request) {
  auto given = request.query;
  std::optional<ForScheme> about;
  if (auto const id = given.find("dispositif")) {
    auto reading = services.database.read();
    auto const known = scheme(reading, *id);
    auto const version =
        known ? scheme_version(reading, *id, known->shown) : std::optional<SchemeVersion>{};
    if (version) about = for_scheme(version->content, given, request.locale);
  }
  auto response = page(request, {.given = given, .scheme = std::move(about)});
  // What somebody brings is not kept for others.
  if (!given.pairs().empty()) response.cacheable = false;
  return response;
}

Response answer(Services const& services, Request const& request) {
  auto given = request.form();
  if (!given)
    return web::error_page(request, 400, tr(request.locale, "Ce formulaire est illisible."));
  if (auto const more = given->find("more")) return page(request, {.given = *given, .more = *more});
  web::FormReader reader{*given, request.locale};
  auto const declared = read_cumulation(reader, *given, today(services));
  if (!reader.ok())
    return page(request, {.given = *given, .errors = reader.errors(), .status = 422});
  return page(request, {.given = *given, .made = check_cumulation(declared)});
}

// ---- the endpoint

Result<Response> compute(Services const& services, Request const& request) {
  auto const json = parse_json(request.body);
  if (!json) return fail(ProblemKind::malformed, json.error());
  auto const given = to_fields(*json);
  if (!given) return std::unexpected{given.error()};
  web::FormReader reader{*given, request.locale};
  auto const declared = read_cumulation(reader, *given, today(services), Written::hundredths);
  if (!reader.ok()) {
    auto errors = reader.errors();
    for (auto& error : errors)
      error.field = pointer_of(error.field);
    return fail(ProblemKind::invalid, "Ce qui est déclaré n’est pas ce qui est attendu.",
                std::move(errors));
  }
  return web::json(to_line(to_json(check_cumulation(declared))));
}

}  // namespace

std::string cumulation_path(std::string const& scheme, Euros amount,
                            std::optional<Euros> eligible) {
  Parameters query;
  query.add("dispositif", scheme);
  query.add("asked-amount", to_text(amount));
  if (eligible) query.add("costs-eligible", to_text(*eligible));
  return std::string{path} + "?" + query.encode();
}

Json cumulation_schemas() {
  return {{"CumulationDeclared", declared_schema()}, {"Cumulation", cumulation_schema()}};
}

void add_cumulation(web::Router& router, Services const& services) {
  router.page(path, [services](Request const& request) { return begin(services, request); });
  router.form(path, [services](Request const& request) { return answer(services, request); });
  router.endpoint(
      {.method = web::Method::post,
       .path = "/api/v1/cumulations",
       .operation = "check_cumulation",
       .summary = "Compte de minimis et part publique d’après ce qui est déclaré ; rien "
                  "n’est gardé",
       .tag = "Dispositifs",
       .request_schema = {{"$ref", "#/components/schemas/CumulationDeclared"}},
       .response_schema = {{"$ref", "#/components/schemas/Cumulation"}},
       .handler = [services](Request const& request) { return compute(services, request); }});
}

}  // namespace pacte::aid
