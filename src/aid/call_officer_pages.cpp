#include "aid/call_form.hpp"
#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/operations/schedule_call.hpp"
#include "aid/pages.hpp"
#include "aid/permissions.hpp"
#include "aid/store.hpp"
#include "base/markup.hpp"
#include "base/text.hpp"
#include "identity/page_support.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Parameters;
using web::Request;
using web::Response;
using web::tr;
using web::View;

std::string scheme_of(Request const& request) {
  return request.capture("domain") + "/" + request.capture("name");
}

// 0 for a new call.
std::int64_t number_of(Request const& request) {
  auto const found = request.captures.find("number");
  return found == request.captures.end() ? 0 : parse_integer(found->second).value_or(-1);
}

struct Shown {
  Parameters given;
  std::vector<FieldError> errors;
  int status = 200;
};

void fill_tracks(View& view, Parameters const& given, web::Locale locale) {
  for (std::size_t i = 1; i <= most_tracks; ++i) {
    auto const name = fmt::format("track-{}", i);
    view.section("TRACK")
        .set("NAME", name)
        .set("TITLE", web::trf(locale, "Volet {}", i))
        .set("LABEL", given.get(name + "-label"))
        .set_trusted_html("CRITERIA_LINES", escape_html(given.get(name + "-criteria")))
        .set("ENVELOPE", given.get(name + "-envelope"));
  }
}

Response page(Services const& services, Request const& request, Shown shown) {
  auto reading = services.database.read();
  auto const id = scheme_of(request);
  auto const number = number_of(request);
  auto const known = scheme(reading, id);
  auto const version =
      known ? scheme_version(reading, id, known->shown) : std::optional<SchemeVersion>{};
  auto const stored = number > 0 ? call(reading, id, number) : std::optional<Call>{};
  if (!version || (number != 0 && !stored))
    return web::error_page(request, 404, tr(request.locale, "Aucun appel n’a cette adresse."));
  auto const locale = request.locale;
  if (shown.given.pairs().empty())
    shown.given = form_of(stored.value_or(Call{}), web::digits(locale));
  web::Document document{"aid/call_edit.html", locale};
  auto& view = document.root();
  web::fill_form(view, request, shown.given, {});
  if (!shown.errors.empty()) {
    auto summary = view.section("ERRORS");
    for (auto const& error : shown.errors) {
      auto line = summary.section("ERROR");
      line.set("MESSAGE", error.message);
      if (!error.field.empty())
        line.section("AT").set("FIELD", error.field).set("MESSAGE", error.message);
      else
        line.section("WHOLE").set("MESSAGE", error.message);
    }
  }
  auto const title = number == 0 ? web::trf(locale, "Ouvrir un appel : {}", version->content.label)
                                 : web::trf(locale, "Modifier : {}", stored->label);
  view.set("TITLE", title)
      .set("CSRF", request.principal.csrf_token)
      .set("ACTION", web::localized(locale, request.path))
      .set("REVISION", stored ? stored->revision : 0)
      .set("LABEL", shown.given.get("label"))
      .set("OPENS_DATE", shown.given.get("opens-date"))
      .set("OPENS_HOUR", shown.given.get("opens-hour"))
      .set("CLOSES_DATE", shown.given.get("closes-date"))
      .set("CLOSES_HOUR", shown.given.get("closes-hour"));
  for (auto const& [marker, field] :
       {std::pair{"SUMMARY_LINES", "summary"}, std::pair{"JURY_LINES", "jury"},
        std::pair{"CALENDAR_LINES", "calendar"}}) {
    view.set_trusted_html(marker, escape_html(shown.given.get(field)));
  }
  if (shown.given.get("kind") == "interest") view.show("INTEREST");
  if (shown.given.find("cancelled")) view.show("CANCELLED");
  fill_tracks(view, shown.given, locale);
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"},
                                 {tr(locale, "Appels"), "/appels"},
                                 {title, ""}},
                      .section = "dispositifs",
                      .indexed = false},
                     document, shown.status);
}

Response submit(Services const& services, Request const& request) {
  auto const given = request.form().value_or(Parameters{});
  web::FormReader reader{given, request.locale};
  constexpr std::size_t longest_number = 20;
  Call input{.scheme = scheme_of(request), .number = number_of(request)};
  input.revision = parse_integer(reader.text("revision", 0, longest_number)).value_or(0);
  input = read_call(reader, std::move(input));
  reader.refuse_unknown();
  if (!reader.ok()) return page(services, request, {given, reader.errors(), 422});
  auto const made = store::guarded(
      [&] { return schedule_call(services.database, services.clock(), request.principal, input); });
  if (!made) {
    return page(
        services, request,
        {given, identity::to_errors(made.error(), request.locale), http_status(made.error().kind)});
  }
  return web::redirect(
      web::localized(request.locale, fmt::format("/appels/{}/{}", made->scheme, made->number)));
}

}  // namespace

void add_call_officer_pages(web::Router& router, Services const& services) {
  for (std::string const path : {"/administration/appels/{domain}/{name}",
                                 "/administration/appels/{domain}/{name}/{number}"}) {
    router.page(
        path, [services](Request const& request) { return page(services, request, {}); },
        publish_schemes);
    router.form(
        path, [services](Request const& request) { return submit(services, request); },
        publish_schemes);
  }
}

}  // namespace pacte::aid
